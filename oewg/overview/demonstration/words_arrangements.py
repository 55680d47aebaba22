"""How does the exercise's group arrange its work: agenda, programme of work, modalities, decisions, changes of plan?"""

from oewg.overview.demonstration.words_shapes import Item, Resolved

AGENDA = (
    Item("Opening of the session by the representative of the Secretary-General."),
    Item("Election of the officers of the Working Group."),
    Item("Adoption of the agenda."),
    Item("Organization of work, including the programme of work and the modalities for the participation of others."),
    Item(
        "Consideration of the substantive issues entrusted to the Working Group by the General Assembly:",
        subitems=(
            Item(
                "Rules, norms and principles of responsible behaviour of States, changes and additions to them, "
                "and the ways in which they can be put into practice;",
                ("rules", "implementation"),
            ),
            Item(
                "Possibility of a regular institutional dialogue, open to all, within the United Nations;",
                ("dialogue",),
            ),
            Item("Existing and potential threats, and measures of cooperation by which to meet them;", ("threats",)),
            Item("Manner in which international law applies to what States do with ICTs;", ("international-law",)),
            Item(
                "Confidence-building measures and capacity-building;",
                ("confidence-building", "capacity-building"),
            ),
            Item("International concepts that may serve the security of global systems.", ("concepts",)),
        ),
    ),
    Item("Meetings with business, non-governmental organizations and academia between the sessions."),
    Item("Adoption of the report to the General Assembly at its seventy-fifth session."),
    Item("Other matters."),
)
"""The provisional agenda that the organizational session adopts."""

PROGRAMME_OF_WORK = (
    "The Working Group shall hold three substantive sessions of ten meetings each, morning and afternoon, with "
    "interpretation in the six official languages.",
    "The first substantive session, from 9 to 13 September 2019, shall open with a general exchange of views of no "
    "more than two meetings, and shall then give at least one meeting to each subitem of item 5.",
    "A consultative meeting with business, non-governmental organizations and academia shall be held from 2 to "
    "4 December 2019, provided that voluntary contributions received by 1 November cover its budget.",
    "The second substantive session, from 10 to 14 February 2020, shall take up the same subitems with a view to "
    "identifying elements for the draft report.",
    "The Chair shall circulate a first outline of the report in March 2020 and a revised outline in May 2020, each "
    "with at least three weeks for written comments.",
    "The third substantive session, from 6 to 10 July 2020, shall read the draft report paragraph by paragraph and "
    "conclude with its adoption.",
    "Delegations are asked to keep national statements to three minutes and statements on behalf of groups to five; "
    "longer texts may be filed with the secretariat and shall be posted in full.",
    "Informal meetings between the sessions may be called by the Chair, upon ten days’ notice, and shall take no "
    "decisions.",
    "The Chair may adjust the present programme in the light of progress, after consulting the Bureau, and shall "
    "inform all delegations of each change without delay.",
)
"""Lines of the programme of work, one a paragraph."""

MODALITIES = (
    "Non-governmental organizations in consultative status with the Economic and Social Council that wish to attend "
    "the formal meetings of the Working Group shall inform the secretariat no later than six weeks before the session.",
    "Other organizations, businesses and academic institutions with a competence in the subject may apply to the "
    "secretariat, stating their purpose, where they are established and how they are financed.",
    "The Chair shall send the list of those who applied under paragraph 2 to all Member States for consideration on "
    "a non-objection basis, with a deadline of four weeks. A Member State that objects to a name shall inform the "
    "Chair and may make known the general basis of its objection, which shall be disclosed to any State that asks.",
    "The list as proposed and the list as it results shall both be brought to the attention of the Working Group, "
    "which takes the final decision.",
    "Accredited organizations may attend formal meetings, may speak at a meeting set aside for them and may submit "
    "written contributions, which shall be posted as received. They take no part in negotiation, nor in decisions.",
    "The present modalities are without prejudice to those of any other body and shall not be regarded as a precedent.",
)
"""Paragraphs of the modalities on the participation of stakeholders."""

DECISIONS = (
    Resolved(
        "dates",
        "The Working Group decided to hold its substantive sessions from 9 to 13 September 2019, from 10 to "
        "14 February 2020 and from 6 to 10 July 2020, each at United Nations Headquarters in New York.",
    ),
    Resolved(
        "organization",
        "The Working Group decided to conduct its work on the basis of the rules of procedure of the Main Committees "
        "of the General Assembly, while acting by consensus on every matter of substance.",
    ),
    Resolved(
        "organization",
        "The Working Group decided to request the secretariat to post all statements, working papers and drafts on its "
        "website on the day of receipt, unless the delegation concerned wished otherwise.",
    ),
    Resolved(
        "organization",
        "The Working Group decided to invite the specialized agencies and regional organizations concerned to attend "
        "its formal meetings as observers.",
    ),
    Resolved(
        "other",
        "The Working Group decided to entrust the Chair with a summary, under the Chair’s own responsibility, of those "
        "proposals that had been discussed but on which consensus had not been reached.",
    ),
)
"""Decisions other than elections and adoptions."""

POSTPONEMENT_REASON = (
    "The conditions of the pandemic, with travel suspended and meeting rooms closed at Headquarters, do not allow all "
    "delegations to take part on an equal footing in July 2020."
)
"""Why the third substantive session of 6 to 10 July 2020 is postponed to 8 to 12 March 2021."""

HYBRID_REASON = (
    "Limits on the number of persons in the conference room remain in force: one seat for each delegation is kept in "
    "the room, and all others take part by video link with interpretation."
)
"""Why the third substantive session is held in hybrid form."""

CANCELLATION_REASON = (
    "The video link failed twice in the morning, and interpretation with it. The afternoon is given to its repair; the "
    "item is taken up at the first meeting on Wednesday."
)
"""Why the second meeting of the third session is cancelled."""

LATER_REASON = "Several groups asked for an hour more to consult among themselves before the concepts are taken up."
"""Why a meeting of the third session begins an hour later."""
