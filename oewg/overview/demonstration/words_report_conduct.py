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
            "between its sessions. While the maintenance of international peace and security remains the responsibility "
            "of States, that responsibility can hardly be discharged without the knowledge of those who keep the "
            "networks running from day to day.",
        ),
    ),
)

THREATS = Section(
    "threats",
    "Existing and potential threats",
    (
        Paragraph(
            "The Working Group observed that harmful uses of ICTs have grown in number, in persistence and in the skill "
            "with which they are concealed. Several States are reported to be developing such capabilities for military "
            "purposes, and their use in future conflicts is becoming more likely. Non-State actors have acquired tools "
            "that not long ago were within the reach of a few governments only, and the line between the two is often "
            "hard to draw.",
        ),
        Paragraph(
            "Activity against critical infrastructure was a particular concern. An interruption of electricity, water, "
            "health care, finance or transport may begin in one country and be felt in many. It is for each State to "
            "determine which infrastructure it regards as critical. Infrastructure that serves several States at once, "
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
            "New properties of technology deserve watching without alarm. Automated decision-making, the connection of "
            "everyday objects and advances in computing may widen the surface that can be attacked, and may equally "
            "strengthen defence. The Working Group took the view that it is the use of a technology, and not the "
            "technology as such, that gives rise to concern, and that measures should remain valid as products come and go.",
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
            "Voluntary, non-binding norms express what the community of States expects of its members. They do not "
            "replace or alter obligations under international law, which are binding, but add more specific guidance on "
            "what is responsible in the use of ICTs. In so doing they make conduct more predictable, reduce the risk of "
            "misperception and help to prevent conflict. The Working Group reaffirmed the thirteen rules, norms and "
            "principles listed in its mandate.",
        ),
        Paragraph(
            "The thirteen norms were formulated in 2015[^n2] and have since been endorsed by all States. The Working Group "
            "saw no need to weaken any of them. It did find that their value depends on how well they are known beyond "
            "the circle of specialists, and that officials who must act upon them in the first hours of an incident are "
            "seldom those who took part in drafting them.",
            notes=(Note("n2", "Report prepared for this exercise, volume 2, chapter III."),),
        ),
        Paragraph(
            "With regard to critical infrastructure, the Working Group considered that the protection of health care "
            "deserves to be named expressly, as do facilities on which the general availability of the Internet depends. "
            "Naming these examples does not exclude others, nor does it prejudge which infrastructure a State may "
            "designate as critical. The norm applies in times of calm as well as in times of tension.",
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
            "underlined that attribution is a complex undertaking, in which technical findings, context and consequences "
            "must be considered together and time is rarely on the side of accuracy. States that hold relevant information "
            "are encouraged to share it with the State concerned before speaking in public, where circumstances permit.",
        ),
        Paragraph(
            "Given the particular attributes of ICTs, additional norms may be developed over time. Proposals for such "
            "norms were submitted in the course of the sessions and are listed in the Chair’s summary. The further "
            "development of norms and the implementation of existing ones are not alternatives: the two can proceed "
            "side by side, provided that what has been agreed remains the common starting point.",
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
            "As a first step, States may survey, on a voluntary basis, what they have done to put the norms into practice. "
            "A common form of reply, short enough to be completed by a small administration, would make such surveys "
            "comparable from one year to the next. The replies should describe practice and not rank it, and could be "
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
            "International law, and in particular the Charter of the United Nations in its entirety, applies to the use of "
            "ICTs by States and is essential to an open, secure, peaceful and accessible environment. The Working Group "
            "took this conclusion as its point of departure. The question that remains is not whether the law applies, but "
            "how its principles are to be understood in circumstances that their authors could not foresee.",
        ),
        Paragraph(
            "The sovereign equality of States, the settlement of disputes by peaceful means, the prohibition of the threat "
            "or use of force and respect for human rights were recalled in this connection. States retain "
            "jurisdiction over infrastructure situated in their territory. They must not use proxies to commit "
            "internationally wrongful acts, and should seek to ensure that their territory is not used by others for such "
            "acts.",
        ),
        Paragraph(
            "With respect to situations of armed conflict, [the Working Group noted that international humanitarian law "
            "[, including the principles of humanity, necessity, proportionality and distinction,] reduces risks to "
            "civilians and to civilian objects]. It was stressed that recalling this body of law neither legitimizes nor "
            "encourages conflict by any means. Further study was considered necessary of the conditions in which it "
            "becomes applicable to the use of ICTs.",
        ),
        Paragraph(
            "Disputes that arise from the use of ICTs are to be settled by peaceful means, by negotiation, inquiry, "
            "mediation, conciliation or others that the parties may choose. The first of these is often the "
            "hardest to begin, since the facts are in doubt and the parties may not be in contact. It was suggested that "
            "the good offices of the Secretary-General could be sought where direct contact has failed.",
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
