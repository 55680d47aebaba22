"""Of which acts of the meetings does somebody hear, who, and what are they about by name?

Of some nobody hears by letter. The floor given, clocks, points of order and what the screen shows: whoever follows them
sees them in the room. Attendance and the code for checking in: they change nothing for anybody. Minutes: they are a text,
of which is told that it was begun and issued.
"""

from oewg.meetings.queries.notices import credentials as credentials
from oewg.meetings.queries.notices import meetings as meetings
from oewg.meetings.queries.notices import speaking as speaking
from oewg.meetings.queries.notices import statements as statements
