#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent model of registrations of care away from home (SM-7, NL-8 … NL-11, NL-15) and of what
a claim is matched to: MATCHED, or why not (HOSPITAL AREA PAUSED ENDED NONE)."""

from nl_areas import insurance_of

MOVES = {("VALID", "change"): "CANCELLED_CHANGED", ("VALID", "pause"): "PAUSED",
         ("PAUSED", "resume"): "VALID", ("VALID", "terminate"): "TERMINATED",
         ("PAUSED", "terminate"): "TERMINATED"}
REFERRAL_MOVES = {("VALID", "expire"): "EXPIRED_USED", ("VALID", "cancel"): "CANCELLED_UNUSED"}
# When nothing matches: the registration that came nearest tells why.
NEARNESS = ("HOSPITAL", "AREA", "PAUSED", "ENDED")


class Registration:
    def __init__(self, row):
        self.row = row
        self.number = row["number"]
        self.hospitals = [entry.split(":")[0] for entry in row["hospitals"].split(";") if entry]
        self.history = [(row["begin_day"], "VALID")]

    @property
    def state(self):
        return self.history[-1][1]

    def act(self, act, day):
        moves = {**MOVES, **(REFERRAL_MOVES if self.row["kind"] == "REFERRAL" else {})}
        if (self.state, act) not in moves:
            raise ValueError("SM-7: %s is no act of a registration that is %s" % (act, self.state))
        self.history.append((day, moves[self.state, act]))

    def state_on(self, day):
        """ENDED before it begins, after its end, and in every state that nothing follows."""
        if day < self.row["begin_day"] or (self.row["end_day"] and day > self.row["end_day"]):
            return "ENDED"
        state = [name for since, name in self.history if since <= day][-1]
        return state if state in ("VALID", "PAUSED") else "ENDED"

    def judge(self, areas, claim):
        """claim: day, provider, treat_area."""
        state = self.state_on(claim["day"])
        if state != "VALID":
            return state
        if not areas.lies_in(claim["treat_area"], self.row["treat_area"]):
            return "AREA"
        if self.hospitals and claim["provider"] not in self.hospitals:
            return "HOSPITAL"
        return "MATCHED"


class Registry:
    def __init__(self, areas, rows):
        self.areas = areas
        self.by_person = {}
        for row in rows:
            self.by_person.setdefault(row["psn_no"], []).append(Registration(row))

    def match(self, psn_no, scope, insurance, claim):
        """(result, number or ''); a referral that matched is used up by it (NL-10c)."""
        results = {}
        for registration in self.by_person.get(psn_no, []):
            row = registration.row
            if (row["scope"], row["insurance"]) != (scope, insurance):
                continue
            result = registration.judge(self.areas, claim)
            if result == "MATCHED":
                if row["kind"] == "REFERRAL":
                    registration.act("expire", claim["day"])
                return result, registration.number
            results[result] = registration.number
        for name in NEARNESS:
            if name in results:
                return name, results[name]
        return "NONE", ""

    def match_claims(self, claims, providers):
        """[setl_id, result, number] of in-province claims, in the order of their settlement; a
        refund goes with the claim that it takes back."""
        made, of = [], {}
        rows = [r for r in claims if r["setl_type"] == "2" and r["pay_loc"] == "3"]
        for row in sorted(rows, key=lambda r: (r["setl_time"], r["setl_id"])):
            if row["refd_setl_flag"] == "1":
                found = of.get(row["refd_setl_id"], ("NONE", ""))
            else:
                found = self.match(
                    row["psn_no"], "in_prov", insurance_of(row["insutype"]),
                    {"day": row["setl_time"][:10], "provider": row["fixmedins_code"],
                     "treat_area": providers[row["fixmedins_code"]]["area"]})
            of[row["setl_id"]] = found
            made.append([row["setl_id"], *found])
        return made


def self_test():
    class Flat:
        @staticmethod
        def lies_in(inner, outer):
            return inner == outer or (outer.endswith("0000") and inner[:2] == outer[:2])

    row = {"number": "1", "kind": "REFERRAL", "scope": "in_prov", "insurance": "EMP",
           "begin_day": "2026-05-01", "end_day": "", "psn_no": "p", "treat_area": "239900",
           "hospitals": ""}
    claim = {"day": "2026-05-03", "provider": "H1", "treat_area": "239900"}
    registry = Registry(Flat, [row])
    assert registry.match("p", "in_prov", "EMP", claim) == ("MATCHED", "1")
    assert registry.match("p", "in_prov", "EMP", {**claim, "day": "2026-05-04"}) == ("ENDED", "1")
    assert registry.match("p", "cross_prov", "EMP", claim) == ("NONE", "")
    for acts, want in ((("pause",), "PAUSED"), (("pause", "resume"), "MATCHED"),
                       (("terminate",), "ENDED"), (("pause", "terminate"), "ENDED"),
                       (("change",), "ENDED"), (("cancel",), "ENDED")):
        registry = Registry(Flat, [row])
        for act in acts:
            registry.by_person["p"][0].act(act, "2026-05-02")
        assert registry.match("p", "in_prov", "EMP", claim)[0] == want, acts
    registry = Registry(Flat, [{**row, "kind": "WORK", "hospitals": "H2;H3"}])
    assert registry.match("p", "in_prov", "EMP", claim)[0] == "HOSPITAL"
    assert registry.match("p", "in_prov", "EMP", {**claim, "treat_area": "230200"})[0] == "AREA"
    assert registry.match("p", "in_prov", "EMP", {**claim, "day": "2026-04-30"})[0] == "ENDED"
    for kind, state, act in (("WORK", "VALID", "cancel"), ("WORK", "VALID", "expire"),
                             ("REFERRAL", "VALID", "resume"), ("REFERRAL", "PAUSED", "change")):
        registration = Registration({**row, "kind": kind})
        registration.history.append((row["begin_day"], state))
        try:
            registration.act(act, "2026-05-02")
        except ValueError:
            continue
        raise AssertionError("%s of %s is allowed" % (act, state))


if __name__ == "__main__":
    self_test()
