"""What the kinds of records are called in a sentence."""

from collections.abc import Mapping

from domain.language import tr


def word_for(subject: str) -> str:
    """What a kind of record is called, in the language of the reader."""
    return {**_of_masters(), **_of_work()}.get(subject, subject)


def _of_masters() -> Mapping[str, str]:
    """Those that stay for years."""
    return {
        "absence": tr("absence"),
        "agreement": tr("agreement"),
        "agreement group": tr("agreement group"),
        "agreement line": tr("line of an agreement"),
        "amendment": tr("amendment"),
        "article": tr("article"),
        "asset": tr("asset"),
        "asset group": tr("asset group"),
        "asset limit": tr("limit of an asset"),
        "asset model": tr("asset model"),
        "board": tr("board"),
        "calendar": tr("calendar"),
        "calendar window": tr("hours of a calendar"),
        "closure": tr("closure"),
        "command": tr("command"),
        "command type": tr("kind of command"),
        "contact": tr("contact"),
        "cover": tr("cover"),
        "crew member": tr("member of a crew"),
        "customer": tr("customer"),
        "delivery": tr("delivery"),
        "device": tr("device"),
        "maintenance": tr("maintenance"),
        "mapping": tr("mapping"),
        "meter": tr("meter"),
        "metric": tr("metric"),
        "on-call duty": tr("on-call duty"),
        "open holiday": tr("open holiday"),
        "paper template": tr("paper template"),
        "part": tr("part"),
        "plan run": tr("run of a response plan"),
        "parts list": tr("parts list"),
        "parts template": tr("parts template"),
        "parts template line": tr("line of a parts template"),
        "parameter": tr("parameter"),
        "price": tr("price"),
        "reason": tr("reason"),
        "repair code": tr("repair code"),
        "response plan": tr("response plan"),
        "rule": tr("rule"),
        "shift": tr("shift"),
        "shift exception": tr("hours of one day"),
        "site": tr("site"),
        "skill": tr("skill"),
        "sla": tr("SLA"),
        "sla level": tr("level of an SLA"),
        "sla target": tr("target of an SLA"),
        "stage": tr("stage"),
        "team": tr("team"),
        "technician": tr("technician"),
        "technician wish": tr("wish for a technician"),
        "template folder": tr("template folder"),
        "territory": tr("territory"),
        "travel override": tr("way between two sites"),
        "van stock": tr("stock of a van"),
    }


def _of_work() -> Mapping[str, str]:
    """Those that come and go with the work."""
    return {
        "alert": tr("alert"),
        "attachment": tr("file"),
        "booking": tr("booking"),
        "clock mark": tr("mark of the clock"),
        "fee": tr("fee"),
        "fee accrual": tr("fee accrual"),
        "fee posting": tr("posting of a fee"),
        "fee posting entry": tr("entry of a fee posting"),
        "fee price": tr("fee price"),
        "invoice": tr("invoice"),
        "invoice line": tr("invoice line"),
        "meter reading": tr("meter reading"),
        "order": tr("order"),
        "order address": tr("address of an order"),
        "order line": tr("order line"),
        "order link": tr("order of two orders"),
        "order task": tr("task"),
        "order type": tr("order type"),
        "order type line": tr("line of an order type"),
        "order type task": tr("task of an order type"),
        "part change": tr("change of a part"),
        "posting": tr("posting"),
        "posting entry": tr("entry of a posting"),
        "promise": tr("promise"),
        "repair line": tr("repair"),
        "requirement": tr("requirement"),
        "service interval": tr("service interval"),
        "service task": tr("service task"),
        "subscription": tr("subscription"),
        "subscription group": tr("subscription group"),
        "subscription rate": tr("subscription rate"),
        "task check": tr("point of a checklist"),
        "visit": tr("visit"),
        "visit condition": tr("condition of a visit"),
        "visit plan": tr("visit plan"),
        "visit planning": tr("visit planning"),
        "visit trouble": tr("visit trouble"),
    }
