"""How discovery messages of Home Assistant are spelt: abbreviations, the base topic `~`, and words of payloads."""

from collections.abc import Mapping

LONGEST_TOPIC = 300
LONGEST_WORD = 80

_ABBREVIATIONS = {
    "act_t": "action_topic", "act_tpl": "action_template", "avty": "availability", "avty_mode": "availability_mode",
    "avty_t": "availability_topic", "avty_tpl": "availability_template", "bri_stat_t": "brightness_state_topic",
    "bri_val_tpl": "brightness_value_template", "cmd_t": "command_topic", "cmps": "components",
    "cns": "connections", "curr_hum_t": "current_humidity_topic", "curr_hum_tpl": "current_humidity_template",
    "curr_temp_t": "current_temperature_topic", "curr_temp_tpl": "current_temperature_template", "dev": "device",
    "fan_mode_stat_t": "fan_mode_state_topic", "fan_mode_stat_tpl": "fan_mode_state_template",
    "hum_stat_t": "target_humidity_state_topic", "hum_state_tpl": "target_humidity_state_template",
    "ids": "identifiers", "mdl": "model", "mf": "manufacturer", "mode_stat_t": "mode_state_topic",
    "mode_stat_tpl": "mode_state_template", "obj_id": "object_id", "p": "platform",
    "pct_stat_t": "percentage_state_topic", "pct_val_tpl": "percentage_value_template",
    "pl_avail": "payload_available", "pl_not_avail": "payload_not_available", "pl_off": "payload_off",
    "pl_on": "payload_on", "pos_t": "position_topic", "pos_tpl": "position_template",
    "pr_mode_stat_t": "preset_mode_state_topic", "pr_mode_val_tpl": "preset_mode_value_template",
    "stat_off": "state_off", "stat_on": "state_on", "stat_t": "state_topic", "stat_val_tpl": "state_value_template",
    "t": "topic", "temp_stat_t": "temperature_state_topic", "temp_stat_tpl": "temperature_state_template",
    "temp_unit": "temperature_unit", "uniq_id": "unique_id", "unit_of_meas": "unit_of_measurement",
    "val_tpl": "value_template",
    "bri_cmd_t": "brightness_command_topic", "bri_cmd_tpl": "brightness_command_template",
    "bri_scl": "brightness_scale", "cmd_tpl": "command_template", "fan_mode_cmd_t": "fan_mode_command_topic",
    "fan_mode_cmd_tpl": "fan_mode_command_template", "hum_cmd_t": "target_humidity_command_topic",
    "hum_cmd_tpl": "target_humidity_command_template", "max_hum": "max_humidity", "min_hum": "min_humidity",
    "mode_cmd_t": "mode_command_topic", "mode_cmd_tpl": "mode_command_template", "ops": "options",
    "pct_cmd_t": "percentage_command_topic", "pct_cmd_tpl": "percentage_command_template", "pl_cls": "payload_close",
    "pl_lock": "payload_lock", "pl_open": "payload_open", "pl_prs": "payload_press", "pl_stop": "payload_stop",
    "pl_unlk": "payload_unlock", "pos_clsd": "position_closed", "pos_open": "position_open",
    "pr_mode_cmd_t": "preset_mode_command_topic", "pr_mode_cmd_tpl": "preset_mode_command_template",
    "pr_modes": "preset_modes", "ret": "retain", "set_pos_t": "set_position_topic",
    "set_pos_tpl": "set_position_template", "spd_rng_max": "speed_range_max", "temp_cmd_t": "temperature_command_topic",
    "temp_cmd_tpl": "temperature_command_template",
}  # fmt: skip


def expanded(body: dict[str, object], base: str = "") -> dict[str, object]:
    """With full names for abbreviations, and the base topic in the place of `~`."""
    full = {_ABBREVIATIONS.get(name, name): value for name, value in body.items()}
    base = str(full.get("~", base))
    return {name: _based(value, base) if name.endswith("topic") else value for name, value in full.items()}


def _based(topic: object, base: str) -> object:
    if not isinstance(topic, str) or not base:
        return topic
    if topic.startswith("~"):
        topic = base + topic[1:]
    return topic[:-1] + base if topic.endswith("~") else topic


def word(part: Mapping[str, object], name: str, usual: str) -> str:
    """A word of a payload, the usual one where none is told."""
    told = part.get(name, usual)
    return str(told)[:LONGEST_WORD] if isinstance(told, str | int | float) else usual


def is_topic(topic: object) -> bool:
    """Whether one can subscribe to exactly this topic."""
    return (
        isinstance(topic, str)
        and 0 < len(topic) <= LONGEST_TOPIC
        and topic.isprintable()
        and topic[0] != "$"
        and not any(sign in topic for sign in "+#")
    )
