"""All sections of the settings, in the order shown."""

from typing import Any

from app.settings.absences.section import absences_section
from app.settings.agreement_groups.section import agreement_groups_section
from app.settings.articles.section import articles_section
from app.settings.asset_groups.section import asset_groups_section
from app.settings.asset_limits.section import asset_limits_section
from app.settings.calendars.section import calendars_section
from app.settings.command_types.section import command_types_section
from app.settings.fee_prices.section import fee_prices_section
from app.settings.groups.section import skills_section, teams_section
from app.settings.hours.section import hours_section
from app.settings.intervals.section import intervals_section
from app.settings.mappings.section import mappings_section
from app.settings.order_types.section import order_types_section
from app.settings.parameters.section import parameters_section
from app.settings.parts_templates.section import parts_templates_section
from app.settings.planning_profiles.section import planning_profiles_section
from app.settings.planning_runs.section import planning_runs_section
from app.settings.plans.section import plans_section
from app.settings.prices.section import prices_section
from app.settings.reasons.section import reasons_section
from app.settings.repair_codes.section import repair_codes_section
from app.settings.rules.section import rules_section
from app.settings.section import Section
from app.settings.service_tasks.section import service_tasks_section
from app.settings.slas.section import slas_section
from app.settings.stages.section import stages_section
from app.settings.subscription_groups.section import subscription_groups_section
from app.settings.technicians.section import technicians_section
from app.settings.templates.section import templates_section
from app.settings.territories.section import territories_section
from app.settings.travel.section import travel_section
from app.settings.vans.section import vans_section
from app.shared.desk import Desk
from app.shared.kit import Kit


def sections(kit: Kit, desk: Desk) -> tuple[Section[Any], ...]:
    return (
        stages_section(),
        order_types_section(kit),
        technicians_section(kit),
        hours_section(kit),
        absences_section(kit),
        teams_section(kit),
        skills_section(kit),
        vans_section(kit),
        travel_section(),
        territories_section(kit),
        planning_profiles_section(),
        planning_runs_section(kit),
        calendars_section(kit),
        slas_section(kit),
        rules_section(kit, desk),
        plans_section(kit),
        command_types_section(kit),
        asset_limits_section(),
        intervals_section(kit),
        service_tasks_section(),
        agreement_groups_section(kit),
        asset_groups_section(kit),
        parts_templates_section(kit),
        reasons_section(),
        repair_codes_section(),
        articles_section(kit),
        prices_section(kit),
        subscription_groups_section(kit),
        fee_prices_section(kit),
        mappings_section(kit, desk.telemetry),
        parameters_section(kit),
        templates_section(kit),
    )
