"""How the fields of a rule follow each other."""

from typing import Any

from app.settings.exchange_field import ExchangeField
from app.settings.rules.condition_field import ConditionField, OwnConditionField
from app.settings.rules.metric_inputs import Known
from app.settings.rules.plan_field import OwnOrderField, PlanField
from app.settings.rules.scope_field import ScopeField
from app.settings.rules.small_fields import MoreField
from app.settings.rules.source import definition_from, draft_from
from app.settings.rules.trial_field import TrialField
from app.settings.rules.values import NEW, file_of, of_definition, of_draft, of_file
from app.settings.source import Loaded
from app.shared.fields import ChoiceField
from app.shared.forms import Form
from app.shared.rows_field import RowsField
from app.shared.trials.values import Candidate
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.definitions.definition import Clearing
from domain.monitoring.definitions.looking import leading_metric, leaves, metric_of
from domain.monitoring.definitions.wording import describe
from domain.monitoring.rule_queries import RuleRow

FOLDED = (
    "clearing", "clear_when", "clear_duration", "silence", "reopens", "levels", "schedule", "zone", "priority",
    "skill_id", "minutes", "advice", "grouping", "storm_limit", "storm_seconds", "quiet_while_visited",
)  # fmt: skip
NEVER = ("",) * 7
SHAPING = ("clearing", "clear_when", "reopens", "levels", "schedule")
USUAL = of_draft(NEW)


def follow(form: Form, row: RuleRow | None, loaded: Loaded[RuleRow]) -> None:
    """Offer the metrics of what the rule holds for, say it in words, and show what counts."""
    _import(form, loaded)
    _take_from_trial(form)
    known = _known(form, loaded)
    _offer(form, known)
    _tell(form, known)
    _offer_trial(form, row, known)
    _leave_to_plan(form)
    _fold(form, row)


def uncover(form: Form, name: str) -> None:
    """Show what is folded away where a refusal speaks of it."""
    more = form.fields["more"]
    assert isinstance(more, MoreField)
    if name in FOLDED:
        more.button.setChecked(True)


def _import(form: Form, loaded: Loaded[RuleRow]) -> None:
    file, scope = form.fields["file"], form.fields["scope"]
    assert isinstance(file, ExchangeField)
    assert isinstance(scope, ScopeField)
    rule = file.take()
    if rule is None:
        return
    skills = {word: key for key, word in loaded.choices.get("skill_id", ())}
    plans = {word: key for key, word in loaded.choices.get("plan_id", ())}
    imported = of_file(rule) | {
        "skill_id": skills.get(rule.skill),
        "plan_id": plans.get(rule.plan),
        "scope": scope.named(rule.holds_for.what, rule.holds_for.name),
    }
    for name, value in imported.items():
        form.fields[name].set_value(value)
    if rule.plan and rule.plan not in plans:
        file.say(tr("There is no response plan “{name}” here; the rule follows none.", name=rule.plan))


def _take_from_trial(form: Form) -> None:
    """What a try on the past led to."""
    trial = form.fields["trial"]
    assert isinstance(trial, TrialField)
    definition, switched_on = trial.take()
    for name, value in of_definition(definition).items() if definition else ():
        form.fields[name].set_value(value)
    if switched_on:
        form.fields["active"].set_value(True)


def _offer_trial(form: Form, row: RuleRow | None, known: Known) -> None:
    trial = form.fields["trial"]
    assert isinstance(trial, TrialField)
    trial.belong_to(None if row is None else row.id)
    try:
        draft = row.draft if row is not None and not form.draft() else draft_from(form.values())
    except Refusal as refusal:
        trial.refuse(str(refusal))
        return
    metric = leading_metric(draft.definition) or ""
    saved = None if row is None else row.draft
    trial.show_candidate(Candidate(draft, saved, known.label(metric), known.unit(metric)))


def _known(form: Form, loaded: Loaded[RuleRow]) -> Known:
    what, key = form.fields["scope"].value()
    asset = loaded.more.get("assets", {}).get(key) if what == "asset" else None
    found: dict[str, tuple[str, str, str]] = {}
    for metric in loaded.more.get("metrics", ()):
        of: dict[str, Any] = {"kind": metric.kind, "model": metric.asset_model_id, "group": metric.asset_group_id}
        model = asset is not None and asset.asset_model_id == metric.asset_model_id
        if what == "all" or key is None or of.get(what) == key or model:
            found.setdefault(metric.name, (metric.name, metric.label, metric.unit))
    return Known(tuple(found.values()), tuple(loaded.more.get("limits", ())))


def _offer(form: Form, known: Known) -> None:
    when, clear, levels = form.fields["when"], form.fields["clear_when"], form.fields["levels"]
    if isinstance(when, ConditionField):
        when.editor.set_known(known)
    if isinstance(clear, OwnConditionField):
        clear.editor.set_known(known)
    if isinstance(levels, RowsField):
        levels.offer([(known, "")])


def _tell(form: Form, known: Known) -> None:
    when, file, skill, scope, plan = (form.fields[name] for name in ("when", "file", "skill_id", "scope", "plan_id"))
    values = form.values()
    definition = definition_from(values | {"schedule": NEVER})
    metric = leading_metric(definition) or ""
    if isinstance(when, ConditionField):
        chosen = all(metric_of(leaf) != "" for leaf in leaves(definition.when))
        words = describe(definition, known.label(metric), known.unit(metric))
        when.words.setText(words if chosen else tr("Choose a metric."))
    assert isinstance(plan, PlanField)
    if isinstance(file, ExchangeField) and isinstance(scope, ScopeField) and isinstance(skill, ChoiceField):
        held = "" if values["skill_id"] is None else skill.word(values["skill_id"])
        try:
            file.show_carried(file_of(draft_from(values), scope.word(), held, plan.word()))
        except Refusal as refusal:
            file.refuse(str(refusal))


def _leave_to_plan(form: Form) -> None:
    order = form.fields["opens_order"]
    assert isinstance(order, OwnOrderField)
    order.leave_to_plan(taken_over=form.fields["plan_id"].value() is not None)


def _fold(form: Form, row: RuleRow | None) -> None:
    more = form.fields["more"]
    assert isinstance(more, MoreField)
    values = form.values()
    said = sum(values[name] != USUAL[name] for name in FOLDED)
    more.begin(row.id if row else None, shown=any(values[name] != USUAL[name] for name in SHAPING))
    more.tell(said)
    clearing = values["clearing"]
    needed = {
        "clear_when": clearing is Clearing.CONDITION,
        "clear_duration": clearing is Clearing.CONDITION,
        "silence": clearing is Clearing.SILENCE,
        "storm_seconds": values["storm_limit"] > 0,
    }
    for name in FOLDED:
        form.show_field(name, shown=more.is_open() and needed.get(name, True))
