"""Rules as rows for those who keep them, with what each of them raised, and what they can be made of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from domain.assets.model import Asset, AssetGroup, AssetModel
from domain.language import tr
from domain.monitoring.definitions.looking import leading_metric
from domain.monitoring.definitions.wording import describe
from domain.monitoring.model import Alert, AssetLimit, Device, Metric, Rule
from domain.monitoring.rule_service import RuleDraft, draft_of

LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule. `words` say what it watches, `holds_for` where; `version` is what a change of it has to name."""

    id: int
    version: int
    draft: RuleDraft
    holds_for: str
    words: str
    open_alerts: int
    lately: int
    """The alerts of the last 30 days."""

    @property
    def name(self) -> str:
        return self.draft.name


@dataclass(frozen=True, slots=True)
class KnownMetric:
    """A metric that devices on assets of a model and group tell."""

    name: str
    label: str
    unit: str
    kind: str
    asset_model_id: int
    asset_group_id: int | None


@dataclass(frozen=True, slots=True)
class WatchedAsset:
    """An asset that a rule may hold for, since a device tells of it."""

    id: int
    title: str
    kind: str
    asset_model_id: int
    asset_group_id: int | None


def rules(session: Session, now: datetime) -> tuple[RuleRow, ...]:
    """All rules by name."""
    known = {(metric.name, metric.label, metric.unit) for metric in known_metrics(session)}
    labels = {name: (label, unit) for name, label, unit in sorted(known, reverse=True)}
    counts = {
        rule_id: (still, late)
        for rule_id, still, late in session.execute(
            select(
                Alert.rule_id,
                func.count().filter(Alert.cleared_at.is_(None)),
                func.count().filter(Alert.raised_at >= now - LATELY),
            ).group_by(Alert.rule_id)
        )
    }
    found = session.scalars(
        select(Rule)
        .options(joinedload(Rule.asset), joinedload(Rule.asset_model), joinedload(Rule.asset_group))
        .order_by(Rule.name)
    )
    rows = []
    for rule in found:
        draft = draft_of(rule)
        label, unit = labels.get(leading_metric(draft.definition) or "", ("", ""))
        words = describe(draft.definition, label, unit)
        rows.append(RuleRow(rule.id, rule.version, draft, _holds_for(rule), words, *counts.get(rule.id, (0, 0))))
    return tuple(rows)


def known_metrics(session: Session) -> tuple[KnownMetric, ...]:
    """What devices tell, once for each model and group of assets."""
    statement = (
        select(Metric.name, Metric.label, Metric.unit, AssetModel.kind, Asset.model_id, Asset.group_id)
        .distinct()
        .join(Device, Metric.device_id == Device.id)
        .join(Asset, Device.asset_id == Asset.id)
        .join(AssetModel, Asset.model_id == AssetModel.id)
        .order_by(Metric.label, Metric.name)
    )
    return tuple(KnownMetric(*row) for row in session.execute(statement))


def watched_assets(session: Session) -> tuple[WatchedAsset, ...]:
    """The assets that devices tell of, or rules hold for, by number."""
    told = select(Device.asset_id).where(Device.asset_id.is_not(None))
    ruled = select(Rule.asset_id).where(Rule.asset_id.is_not(None))
    statement = (
        select(Asset.id, Asset.number, Asset.name, AssetModel.kind, Asset.model_id, Asset.group_id)
        .join(AssetModel, Asset.model_id == AssetModel.id)
        .where(Asset.id.in_(told.union(ruled)))
        .order_by(Asset.number)
    )
    return tuple(
        WatchedAsset(key, f"{number} · {name}", kind, model, group)
        for key, number, name, kind, model, group in session.execute(statement)
    )


def limit_names(session: Session) -> tuple[str, ...]:
    """The names under which assets have limits of their own."""
    return tuple(session.scalars(select(AssetLimit.name).distinct().order_by(AssetLimit.name)))


def _holds_for(rule: Rule) -> str:
    if rule.asset is not None:
        return f"{rule.asset.number} · {rule.asset.name}"
    if rule.asset_model is not None:
        return rule.asset_model.name
    if rule.asset_group is not None:
        return rule.asset_group.name
    return rule.kind or tr("all assets")


def scopes(session: Session) -> tuple[tuple[str, int | str, str], ...]:
    """What a rule may hold for beside all assets: what it is, its key, and the name people know it by."""
    kinds = session.scalars(select(AssetModel.kind).distinct().order_by(AssetModel.kind))
    models = session.execute(select(AssetModel.id, AssetModel.maker, AssetModel.name).order_by(AssetModel.name))
    groups = session.execute(select(AssetGroup.id, AssetGroup.name).order_by(AssetGroup.name))
    return (
        *(("kind", kind, kind) for kind in kinds),
        *(("model", key, f"{maker} {name}".strip()) for key, maker, name in models),
        *(("group", key, name) for key, name in groups),
        *(("asset", asset.id, asset.title) for asset in watched_assets(session)),
    )
