"""What does the draft report say of threats, of the rules and of the law: the introduction and four sections?"""

from oewg.overview.demonstration.words_shapes import Note, Paragraph, Section

INTRODUCTION = Section(
    "introduction",
    "Introduction",
    (
        Paragraph(
            "Few instruments have entered the life of societies as quickly as information and communications "
            "technologies (ICTs). Hospitals, harbours, schools and ministries now depend on them for tasks that were done "
            "by hand a generation ago. The same dependence gives any disturbance a reach that its authors may neither "
            "intend nor be able to measure, and it makes the security of these technologies a common concern of all "
            "States, whatever their size or degree of development.",
        ),
        Paragraph(
            "By its resolution[^n1] the General Assembly entrusted an open-ended working group with the further "
            "development of the rules, norms and principles of responsible behaviour, the ways to implement them, the "
            "possibility of regular institutional dialogue, and the study of threats, international law, "
            "confidence-building, capacity-building and relevant concepts. The present report sets out the results, in "
            "the order in which they build upon one another rather than in the order of the mandate.",
            notes=(Note("n1", "Draft resolution prepared for this exercise, operative paragraph 5."),),
        ),
        Paragraph(
            "The Working Group proceeded by consensus and in the open. Every delegation could speak on every subject, "
            "written proposals were posted as they arrived, and successive drafts showed what had changed and why. Where "
            "views continued to differ, the report says so without attributing them. It builds upon the assessments of "
            "earlier groups of governmental experts, and neither reopens nor replaces what they recommended.",
        ),
        Paragraph(
            "Much of the infrastructure in question is owned, operated and repaired outside government. The Working Group "
            "therefore valued the exchange with business, non-governmental organizations and academia that took place "
            "between its sessions. Peace is kept or broken by States, and nobody can answer for it in their place; yet they "
            "would do so blindly without the knowledge of those who keep the networks running from day to day.",
        ),
    ),
)

THREATS = Section(
    "threats",
    "Existing and potential threats",
    (
        Paragraph(
            "The Working Group observed that attacks by means of ICTs have become more frequent, last longer and are "
            "better concealed than when the subject first came before the United Nations. Armed forces in several "
            "parts of the world now prepare for them. Criminal groups buy ready-made what only a few governments "
            "could build not long ago, and the victim of an attack can seldom tell at once which of the two is "
            "responsible.",
        ),
        Paragraph(
            "Activity against critical infrastructure was a particular concern. An interruption of electricity, water, "
            "health care, finance or transport may begin in one country and be felt in many. What counts as critical "
            "differs from place to place, and only the State itself can say. Infrastructure that serves several States at once, "
            "such as submarine cables and satellite links, calls for the attention of all of them together.",
        ),
        Paragraph(
            "During the pandemic, hospitals and research institutes were attacked while they were under the greatest "
            "strain. This experience showed that a threat which had been described as potential can become existing "
            "within weeks, and that those least able to defend themselves may be the first to suffer. It also showed that "
            "warnings shared in good time between technical teams could prevent a great part of the damage.",
        ),
        Paragraph(
            "Threats are not felt everywhere in the same way. A State with few specialists, old equipment and a single "
            "connection to the outside world may be disabled by an incident that another would scarcely notice. Women, "
            "persons with disabilities and people in remote areas may be affected differently again. An assessment of "
            "threats that overlooks such differences is incomplete, and measures that rest upon it may miss those whom "
            "they are meant to protect.",
        ),
        Paragraph(
            "Concern was expressed about the use of ICTs to interfere in the internal affairs of States [, including by "
            "means of information intended to mislead the public and to undermine electoral processes]. Some of these "
            "activities fall short of any disruption of a network, yet they weaken the trust on which public "
            "institutions rest. The measures taken against them should preserve the free flow of information and the "
            "freedom of expression.",
        ),
        Paragraph(
            "New properties of technology deserve watching without alarm. Automated decision-making, the connection "
            "of everyday objects and advances in computing may give an attacker more doors to try, and may equally "
            "help the defender to find those left open. The Working Group preferred to speak of conduct and not of "
            "products, so that what it advises remains valid when the products of today have been forgotten.",
        ),
        Paragraph(
            "Among the measures of cooperation that could reduce the risks described above, States may wish to consider:",
            (
                "Regular exchanges of national assessments of threats, in a form that does not reveal sensitive sources "
                "or methods;",
                "Direct channels between national emergency response teams, tested at least once a year and staffed at "
                "all hours;",
                "Joint exercises built on scenarios of harm to infrastructure that crosses borders;",
                "Assistance, upon request, to States that are recovering from an incident which exceeds their own means.",
            ),
        ),
    ),
)

RULES = Section(
    "rules",
    "Rules, norms and principles of responsible behaviour of States",
    (
        Paragraph(
            "The norms describe, without binding anybody, how a State that takes its neighbours into account will "
            "act. The law says what must be done; the norms say what may fairly be expected beyond it, and take "
            "nothing away from the law. A State that follows them is easier to understand, and one that is easier to "
            "understand is less often feared. The Working Group reaffirmed the thirteen rules listed in its mandate.",
        ),
        Paragraph(
            "The thirteen norms were formulated in 2015[^n2] and have since been endorsed by all States. The Working Group "
            "saw no need to weaken any of them. It did find that their value depends on how well they are known beyond "
            "the circle of specialists, and that officials who must act upon them in the first hours of an incident are "
            "seldom those who took part in drafting them.",
            notes=(Note("n2", "Report prepared for this exercise, volume 2, chapter III."),),
        ),
        Paragraph(
            "With regard to critical infrastructure, the Working Group held that hospitals, blood banks and "
            "laboratories deserve to be named expressly, and so do the exchanges and cables on which whole regions "
            "rely to be connected at all. A list of examples is never complete, and each State keeps its own. The "
            "norm was understood to hold in quiet times as well as in times of tension.",
        ),
        Paragraph(
            "Views were exchanged on the integrity of the supply chain. States [should][are encouraged to] take "
            "reasonable steps to ensure that products can be trusted, including by requiring suppliers to disclose "
            "known vulnerabilities to their customers. Such steps should be objective, should rest on technical grounds "
            "and should not serve as a disguised restriction of trade. The exchange of good practice in public "
            "procurement was thought to be a promising beginning.",
        ),
        Paragraph(
            "The responsible reporting of vulnerabilities was seen as one of the norms that can be acted on at once. "
            "Researchers who report a fault in good faith should have somewhere to report it, and should be able to do so "
            "without fear of prosecution. It remains for each State to decide how its own bodies weigh the disclosure of a "
            "vulnerability against its retention, but the existence of a considered procedure can itself build "
            "confidence.",
        ),
        Paragraph(
            "An accusation that a State has committed a wrongful act should be substantiated. The Working Group "
            "recalled how often a first suspicion has proved wrong: traces can be planted, witnesses are machines, and "
            "time is rarely on the side of accuracy. States that hold relevant information "
            "are encouraged to share it with the State concerned before speaking in public, where circumstances permit.",
        ),
        Paragraph(
            "Whether the list of thirteen is long enough was much discussed. Proposals for additions came forward in "
            "the course of the sessions and are collected in the Chair’s summary. To write a new norm and to live by "
            "an old one are different tasks for different people, and there was broad sympathy for pursuing both at "
            "once, as long as what stands already is not made conditional on what may follow.",
        ),
    ),
)

IMPLEMENTATION = Section(
    "implementation",
    "Implementation of the rules, norms and principles",
    (
        Paragraph(
            "Norms take effect when institutions, laws and habits are arranged so that they can be followed. States are at "
            "different stages in this regard, and no single model suits all of them. The Working Group "
            "considered it useful to describe implementation as a sequence of small and verifiable steps, each of which "
            "has value of its own, rather than as a threshold that is either reached or missed.",
        ),
        Paragraph(
            "A beginning could be made with a voluntary stocktaking. Each State would note what it has done under "
            "each norm, on a form of two pages that a small administration can complete in a week and that lets one "
            "year be compared with the next. The replies should describe practice and not rank it, and could be "
            "deposited with the Secretariat for the use of all.",
        ),
        Paragraph(
            "The Working Group discussed a checklist for the implementation of each norm [, to be prepared by the "
            "Secretariat on the basis of national replies,] which would set out the responsible authority, the legal "
            "basis, the technical arrangements and the international contacts that the norm presupposes. It was recalled "
            "that such a list would guide States and would not serve to assess them.",
        ),
        Paragraph(
            "Every State that wishes to answer requests for assistance needs to know to whom they will come. The "
            "designation of a national authority, of a deputy and of a procedure for urgent cases was described as the "
            "least costly of all measures of implementation, and as the one whose absence is most keenly felt. On-going "
            "co-operation between such authorities should be tested when nothing is at stake.",
        ),
        Paragraph(
            "Regional organizations have translated the norms into languages, curricula and exercises suited to their "
            "members. Their experience can be drawn upon elsewhere with due regard to differences of circumstance. The "
            "Working Group encouraged them to inform the General Assembly of their work, and took note that some States "
            "belong to no such organization and must not be placed at a disadvantage for that reason.",
        ),
        Paragraph(
            "Business, non-governmental organizations and academia contribute to implementation by what they build, teach "
            "and verify. Where a norm can be observed only with their help, as with the reporting of vulnerabilities or "
            "the soundness of the supply chain, States should consult them early. Consultation should be transparent "
            "and open to small enterprises as well as to large ones, and leaves the responsibility with the State.",
        ),
    ),
)

INTERNATIONAL_LAW = Section(
    "international-law",
    "International law",
    (
        Paragraph(
            "A State that acts through a network is bound by the Charter of the United Nations and by the rest of "
            "international law just as it is when it acts by any other means. The Working Group took this as its "
            "point of departure and spent little time upon it. What remains open is how old principles are to be "
            "read in circumstances which those who wrote them could not foresee.",
        ),
        Paragraph(
            "Delegations dwelt on the equality of States, on the ban on force, on non-intervention and on human "
            "rights, each of which was said to have a bearing on daily practice. Cables, servers and the people who "
            "run them are found in some territory and under some authority. That authority has rights over them and "
            "answers, within reason, for what it knows to be done there to the harm of others.",
        ),
        Paragraph(
            "Armed conflict was the most difficult part of the subject. [The Working Group noted that those who are "
            "party to a conflict must spare civilians whatever the weapon [, and must weigh military advantage "
            "against the harm that they expect to cause,] and that networks are no exception.] To recall this is not "
            "to wish for such a conflict, nor to regard it as normal. More study is needed of the point at which "
            "these rules begin to apply.",
        ),
        Paragraph(
            "A dispute that begins in a network is still a dispute, and the Charter asks the parties to settle it by "
            "peaceful means of their own choice. The first step is often the hardest, since the facts are in doubt "
            "and the parties may have no channel that both trust. It was suggested that the good offices of the "
            "Secretary-General could be sought where direct contact has failed.",
        ),
        Paragraph(
            "National views on how international law applies are the material from which common understandings grow. "
            "Fewer than one third of States have published such views so far. The Working Group encouraged others to "
            "do so in whatever form they find convenient, and recognized that many would need legal advice, training and "
            "time before they could. A view that is incomplete may still be useful to others who are preparing their own.",
        ),
        Paragraph(
            "Opinions differed on whether existing law is sufficient. [It was proposed that a legally binding instrument "
            "be elaborated in due course.] It was also held that existing obligations, read together with the norms, "
            "provide what is needed and that the task is to observe them. The Working Group did not resolve this "
            "difference, and agreed that neither opinion should hold back the study of how the law in force is applied.",
        ),
        Paragraph(
            "Questions that merit further exchange include the thresholds at which conduct becomes wrongful, the evidence "
            "that a claim of responsibility requires and the measures that an injured State may lawfully take in response. "
            "Case studies with fictitious facts were thought to be a suitable method, since they permit lawyers to differ "
            "in substance without any State being accused. Scholars could be invited to prepare them.",
        ),
    ),
)
