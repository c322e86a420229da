#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calculators of `qz`: known answers, a sample of the independent vectors, bad input."""
import csv
import os

from contract import equal, run_tests

EVERY = 40  # one in so many of the vectors: each costs a start of the program


def read_vectors(kind):
    path = os.path.join(os.environ["QZ_TEST_DATA"], "oracle-vectors.csv")
    with open(path, encoding="utf-8") as file:
        rows = [row[1:] for row in csv.reader(file) if row and row[0] == kind]
    assert len(rows) >= 100, kind
    return rows[::EVERY]


def one_line(answer):
    assert answer.code == 0, answer.err
    assert answer.out.endswith("\n") and answer.out.count("\n") == 1, answer.out
    return answer.out[:-1]


def test_capitals(place):
    equal(one_line(place.run("calc", "capitals", "16409.02")),
          "人民币壹万陆仟肆佰零玖元零贰分")
    equal(one_line(place.run("calc", "capitals", "-0.01")), "人民币负壹分")
    for amount, words in read_vectors("capitals"):
        equal(one_line(place.run("calc", "capitals", "--", amount)), "人民币" + words)


def test_workdays(place):
    def workdays(*words):
        return one_line(place.run("calc", "workdays", *words))

    equal(workdays("2026-02-06", "11"), "2026-02-28")
    equal(workdays("2026-09-30", "3"), "2026-10-10")
    equal(workdays("2025-01-24", "11"), "2025-02-14")
    equal(workdays("--nth", "2026-02", "20"), "2026-03-05")
    equal(workdays("--nth=2025-10", "15"), "2025-10-28")
    equal(workdays("--roll", "2026-01-10"), "2026-01-12")
    equal(workdays("--roll", "2026-10-10"), "2026-10-10")
    for kind, start, n, result in read_vectors("workday"):
        if kind == "add":
            equal(workdays(start, n), result)
        elif kind == "roll":
            equal(workdays("--roll", start), result)
        elif kind == "nth":
            equal(workdays("--nth", start, n), result)


def test_workdays_by_own_calendar(place):
    place.write("c.csv", "date,type,name,source\n2030-01-02,holiday,x,y\n2030-01-05,work,x,y\n")
    answer = place.run("calc", "workdays", "2030-01-01", "3", "--calendar", "c.csv")
    equal(one_line(answer), "2030-01-05")
    answer = place.run("calc", "workdays", "2030-01-01", "1")
    equal(one_line(answer), "2030-01-02")
    assert "2030" in answer.err, "a year without an arrangement is told"
    equal(place.run("--quiet", "calc", "workdays", "2030-01-01", "1").err, "")


def test_split(place):
    equal(place.done("calc", "split", "10000.00", "a=1", "b=1", "c=1").out,
          "a 3333.34\nb 3333.33\nc 3333.33\n")
    equal(place.done("calc", "split", "0.05", "a=33333.33", "b=33333.33", "c=33333.34").out,
          "a 0.02\nb 0.01\nc 0.02\n")
    for total, weights, shares in read_vectors("split"):
        words = ["%03d=%s" % (i, w) for i, w in enumerate(weights.split(";"))]
        lines = ["%03d %s" % (i, s) for i, s in enumerate(shares.split(";"))]
        equal(place.done("calc", "split", total, *words).out.splitlines(), lines)


def test_rate(place):
    equal(place.done("calc", "rate", "4200000.00", "6000000.00").out,
          "usage 70.00%\nlevel yellow\nraise to two months 2400000.00\n"
          "raise to under 70% 0.01\n")
    for clearing, level in ("4199999.99", "green"), ("5399999.99", "yellow"), ("5400000", "red"):
        answer = place.done("--format", "json", "calc", "rate", clearing, "6000000.00").json
        equal(answer["level"], level)
    answer = place.done("--format", "json", "calc", "rate", "1.00", "0").json
    equal((answer["usage"], answer["level"]), ("—", "red"))  # AMB-25
    equal(place.done("--format", "json", "calc", "rate", "0", "0").json["level"], "green")


def test_share(place):
    equal(one_line(place.run("calc", "share", "1234.56", "0.70")), "864.19")
    equal(one_line(place.run("calc", "share", "-0.05", "70%")), "-0.04")
    for amount, ppm, result in read_vectors("share"):
        rate = "%d.%06d" % divmod(int(ppm), 1000000)
        equal(one_line(place.run("calc", "share", amount, rate)), result)


def test_codes(place):
    equal(one_line(place.run("calc", "check-id", "11010519491231002X")), "valid")
    equal(place.run("calc", "check-id", "110105194912310021").code, 1)
    words = {"id": "check-id", "uscc": "check-uscc", "provider": "check-provider"}
    for kind, code, valid in read_vectors("code"):
        if kind in words:
            answer = place.run("--now", "2026-07-01", "--format", "json", "calc", words[kind], code)
            equal(answer.json["valid"], valid == "1")
            equal(answer.code, 0 if valid == "1" else 1)
            equal("reason" in answer.json, valid != "1")


def test_json(place):
    equal(place.done("calc", "capitals", "1234.5", "--format", "json").json,
          {"amount": "1234.50", "capitals": "人民币壹仟贰佰叁拾肆元伍角整"})
    equal(place.done("calc", "workdays", "2026-02-06", "11", "--format=json").json,
          {"day": "2026-02-28"})
    equal(place.done("--format", "json", "calc", "split", "1.00", "a=1", "b=2").json,
          {"shares": [{"key": "a", "amount": "0.33"}, {"key": "b", "amount": "0.67"}]})
    equal(place.done("--format", "json", "calc", "share", "100", "0.3").json,
          {"base": "100.00", "rate": "0.30", "amount": "30.00"})


def test_csv(place):
    equal(place.done("--format", "csv", "calc", "split", "1.00", "a=1", "=b=2").out,
          "key,amount\r\na,0.33\r\n'=b,0.67\r\n")


def test_bad_input(place):
    equal(place.refused(3, "bad-amount", "calc", "capitals", "1.234").error["field"], "amount")
    place.refused(3, "bad-amount", "calc", "capitals", "1e5")
    place.refused(3, "bad-amount", "calc", "capitals", "1,23.00")
    place.refused(3, "bad-amount", "calc", "capitals", "100000000000000.00")
    equal(place.run("calc", "workdays", "2026-02-30", "1").code, 3)
    equal(place.run("calc", "workdays", "2026-02-06", "0").code, 2)
    equal(place.run("calc", "workdays", "2026-02-06").code, 2)
    equal(place.run("calc", "split", "1.00", "a").code, 3)
    equal(place.run("calc", "split", "1.00", "a=0").code, 3)
    equal(place.run("calc", "rate", "-1", "5").code, 3)
    equal(place.run("calc", "share", "1", "abc").code, 3)
    place.write("c.csv", "date,type,name,source\n2030-01-02,holiday,x,y\n2030-01-02,work,x,y\n")
    answer = place.run("--format", "json", "calc", "workdays", "2030-01-01", "3", "--calendar",
                       "c.csv")
    equal((answer.code, answer.error["line"]), (3, 3))


run_tests({name[5:].replace("_", "-"): test for name, test in list(globals().items())
           if name.startswith("test_")})
