#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent model of the capital amounts (人民币大写), and of reading them back.

  capitals.py 16409.02       prints the capitals (without the prefix)
  capitals.py 壹拾元整        prints the amount
"""

import sys

DIGITS = "零壹贰叁肆伍陆柒捌玖"
LIMIT = 99_999_999_999_999_99


def parse_amount(text):
    """Fen of a plain decimal text with exactly two decimals."""
    sign = -1 if text.startswith("-") else 1
    whole, dot, fraction = text.lstrip("-").partition(".")
    if dot != "." or len(fraction) != 2 or not (whole + fraction).isdigit():
        raise ValueError("not an amount with two decimals: %r" % text)
    return sign * (int(whole) * 100 + int(fraction))


def format_amount(fen):
    return "%s%d.%02d" % ("-" if fen < 0 else "", abs(fen) // 100, abs(fen) % 100)


def read_whole(number):
    """Read a whole number by its largest unit first; '' for zero.

    What follows a unit begins with 零 when it does not start in the place right below the
    unit, or when the 亿 group itself is empty (1 0000 1000 0000 → 壹万亿零壹仟万)."""
    for unit, value in (("亿", 10 ** 8), ("万", 10 ** 4), ("仟", 1000), ("佰", 100), ("拾", 10)):
        if number >= value:
            high, low = divmod(number, value)
            gap = low < value // 10 or (unit == "亿" and high % 10 ** 4 == 0)
            return (read_whole(high) + unit + ("零" if gap and low else "")
                    + read_whole(low))
    return DIGITS[number] if number else ""


def capitals(fen):
    if abs(fen) > LIMIT:
        raise ValueError("amount beyond 99,999,999,999,999.99")
    if fen < 0:
        return "负" + capitals(-fen)
    whole, jiao, last = fen // 100, fen // 10 % 10, fen % 10
    text = read_whole(whole) + "元" if whole else ""
    if jiao == 0 and last == 0:
        return (text or "零元") + "整"
    if jiao:
        text += DIGITS[jiao] + "角"
    elif whole:
        text += "零"
    return text + (DIGITS[last] + "分" if last else "整")


def read_integer(text):
    """The number of an integer reading: product and sum by units, zeros ignored."""
    total = section = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS.index(char)
        elif char in "拾佰仟":
            section += digit * 10 ** ("拾佰仟".index(char) + 1)
            digit = 0
        elif char == "万":
            total += (section + digit) * 10 ** 4
            section = digit = 0
        elif char == "亿":
            total = (total + section + digit) * 10 ** 8
            section = digit = 0
        else:
            raise ValueError("not a capital: %r" % char)
    return total + section + digit


def parse_capitals(text):
    """Fen; accepts the canonical form and the one with 零 between 元 and 角."""
    sign = 1
    if text.startswith("负"):
        sign, text = -1, text[1:]
    text = text.removesuffix("整")
    whole, yuan, rest = text.partition("元")
    if not yuan:
        whole, rest = "", text
    fen = read_integer(whole) * 100
    rest = rest.lstrip("零")
    for unit, value in (("角", 10), ("分", 1)):
        if len(rest) >= 2 and rest[1] == unit:
            fen += DIGITS.index(rest[0]) * value
            rest = rest[2:]
    if rest:
        raise ValueError("cannot read %r" % rest)
    return sign * fen


SPECIFIED = """0.00 零元整;0.01 壹分;0.05 伍分;0.10 壹角整;0.50 伍角整;0.55 伍角伍分;1.00 壹元整
1.05 壹元零伍分;1.10 壹元壹角整;1.11 壹元壹角壹分;10.00 壹拾元整;10.05 壹拾元零伍分
10.50 壹拾元伍角整;100.00 壹佰元整;101.00 壹佰零壹元整;110.00 壹佰壹拾元整;1000.00 壹仟元整
1001.00 壹仟零壹元整;1010.10 壹仟零壹拾元壹角整;1100.01 壹仟壹佰元零壹分
1409.50 壹仟肆佰零玖元伍角整;1680.32 壹仟陆佰捌拾元叁角贰分;6007.14 陆仟零柒元壹角肆分
16409.02 壹万陆仟肆佰零玖元零贰分;325.04 叁佰贰拾伍元零肆分;10000.00 壹万元整
10001.00 壹万零壹元整;10010.00 壹万零壹拾元整;10100.00 壹万零壹佰元整;11000.00 壹万壹仟元整
107000.53 壹拾万柒仟元伍角叁分;110000.00 壹拾壹万元整;1000000.00 壹佰万元整
1000001.00 壹佰万零壹元整;1001000.00 壹佰万壹仟元整;10000000.00 壹仟万元整
10000010.00 壹仟万零壹拾元整;10010000.00 壹仟零壹万元整;100000000.00 壹亿元整
100000000.01 壹亿元零壹分;100000001.00 壹亿零壹元整;100010000.00 壹亿零壹万元整
100100000.00 壹亿零壹拾万元整;101000000.00 壹亿零壹佰万元整;110000000.00 壹亿壹仟万元整
1000000000.00 壹拾亿元整;1001100101.00 壹拾亿零壹佰壹拾万零壹佰零壹元整
1010101010.10 壹拾亿壹仟零壹拾万壹仟零壹拾元壹角整;10000000001.00 壹佰亿零壹元整
123456789.87 壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元捌角柒分;1000000000000.00 壹万亿元整
1000000000001.00 壹万亿零壹元整;1000000010000.00 壹万亿零壹万元整
1000100000000.00 壹万零壹亿元整;1000100010001.00 壹万零壹亿零壹万零壹元整
9999999999.99 玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分
99999999999999.99 玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分;-0.01 负壹分
-1234.50 负壹仟贰佰叁拾肆元伍角整;3115612.35 叁佰壹拾壹万伍仟陆佰壹拾贰元叁角伍分"""


def specified():
    """The sixty pairs of the specification, 5.3."""
    for pair in SPECIFIED.replace("\n", ";").split(";"):
        yield tuple(pair.split(" "))


def self_test():
    for amount, want in specified():
        got = capitals(parse_amount(amount))
        assert got == want, (amount, got, want)
        assert parse_capitals(got) == parse_amount(amount), (amount, got)
    assert len(list(specified())) == 60
    assert parse_capitals("壹仟陆佰捌拾元零叁角贰分") == 168032


def main(arguments):
    if arguments == ["self-test"]:
        self_test()
    elif len(arguments) != 1:
        sys.exit(__doc__)
    elif arguments[0].lstrip("-")[:1].isdigit():
        print(capitals(parse_amount(arguments[0])))
    else:
        print(format_amount(parse_capitals(arguments[0])))


if __name__ == "__main__":
    main(sys.argv[1:])
