"""A resolution of our own, and how its words are told apart by hand."""

import re

OUR_OWN = """\
United Nations A/C.1/91/L.5/Rev.2

General Assembly Distr.: Limited

3 November 2036

English
Original: Arabic, French and Spanish

Ninety-first session

First Committee

Agenda item 98 (b)

Quiet harbours and the safety of lighthouses

Bolivia (Plurinational State of), Isles (North, South and West), Samoa and Trinidad and Tobago:
revised draft resolution

Quiet harbours and the safety of lighthouses

The General Assembly,

*Recalling* its resolutions [36/103](#) of 9 December 1981 and 71/28 of 5 December 2016,

Noting the reports of the keepers of lighthouses,1 and their sequel of 20132,

Confirming that lamps in 2013³ and 20152 burned, that willing and

__________________

1 A/65/201 and A/68/98.

2 See *Annals of the Keepers, Sixty-seventh Volume* and corrigendum.

³ *Ibid.*, chap. IV.

2/3 36-17891

unpaid keepers can reduce the risk to ships,

1. *Welcomes* the following rules of 20153 for keepers:

1.1. Keepers should keep their lamps. They must not sell the oil.

1.2. Keepers should answer a call of 5 July 2012⁴ from a ship;

⁴ Resolution 20/8.

2. *Invites* all keepers to write to the harbour master on the following questions:

- (a) What they have seen;
- (b) What they need;

3. *Also decides* to meet again at its ninety-second session.

Adopted by nobody in particular
"""


def words_by_hand(text: str) -> list[str]:
    """The words of a file told apart without the reader's own tokeniser."""
    text = re.sub(r"\[([^\]]*)\]\(#\)", r"\1", text).replace("*", "")
    text = re.sub(r"(?m)^- ", "", text)
    return text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")).split()
