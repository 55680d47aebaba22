"""Of which acts of the consultations does somebody hear, who, and what are they about by name?"""

from oewg.consultations.queries.notices import accreditation as accreditation
from oewg.consultations.queries.notices import consultations as consultations
from oewg.consultations.queries.notices import fund as fund
from oewg.consultations.queries.notices import input as input
