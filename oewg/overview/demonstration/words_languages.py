"""What do the exercise's texts say in other languages? The rules in French, Arabic and Chinese, the report's beginning in French."""

from collections.abc import Mapping

RULES_TITLE = {
    "fr": "Règles, normes et principes (EX/73/1)",
    "ar": "القواعد والمعايير والمبادئ (EX/73/1)",
    "zh": "规则、规范和原则（EX/73/1）",
}
RULES: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "1.1.": "Un usage stable et sûr des technologies est une tâche que les États partagent, et les pratiques que tous tiennent "
        "pour nuisibles doivent être prévenues ensemble.",
        "1.2.": "Nul n’est accusé à la hâte : avant de nommer l’auteur d’un incident, un État pèse les preuves, les circonstances "
        "et l’erreur possible.",
        "1.3.": "Un État qui apprend que des torts sont causés par les technologies depuis son sol ne détourne pas le regard.",
        "1.4.": "Les États s’entraident pour trouver et juger ceux qui commettent des crimes au moyen des technologies ou s’en "
        "servent pour semer la terreur.",
        "1.5.": "La sécurité n’est pas une raison d’écarter les droits humains ; la vie privée et la liberté d’expression valent "
        "dans un réseau comme au-dehors.",
        "1.6.": "Les systèmes dont dépend la vie d’une population, tels ceux de l’eau, de la lumière et des soins, ne doivent être "
        "endommagés par aucun État, ni par d’autres avec son aide.",
        "1.7.": "Chaque État veille sur de tels systèmes sur son propre territoire.",
        "1.8.": "Un État dont les systèmes vitaux sont attaqués peut demander l’aide d’un autre, et n’est pas laissé sans réponse.",
        "1.9.": "Ce qui est vendu comme sain doit l’être : les États veillent à ce que rien ne soit caché dans un produit entre son "
        "fabricant et son utilisateur.",
        "1.10.": "Les outils et les fonctions faits pour nuire sont empêchés de se répandre.",
        "1.11.": "Quiconque découvre une faiblesse dans un système la signale de façon responsable et en est remercié, et le remède "
        "est rendu public.",
        "1.12.": "Ceux que l’on appelle quand un système tombe en panne sont laissés en paix pour le réparer, et ne sont jamais "
        "envoyés à l’attaque.",
        "1.13.": "Les entreprises et la société civile sont entendues, et ont leur part dans la sûreté de l’usage des technologies ;",
    },
    "ar": {
        "1.1.": "إن استخدام التكنولوجيا استخداما مستقرا وآمنا مهمة تتقاسمها الدول، وينبغي أن تُمنع معا الممارسات التي يتفق الجميع على أنها ضارة.",
        "1.2.": "لا يُتهم أحد على عجل: فقبل أن تسمي الدولة مرتكب الحادث تزن الأدلة والظروف واحتمال الخطأ.",
        "1.3.": "الدولة التي تعلم أن أضرارا تُرتكب من أرضها بواسطة التكنولوجيا لا تغض الطرف عنها.",
        "1.4.": "تتعاون الدول على العثور على من يرتكبون الجرائم بواسطة التكنولوجيا ومحاكمتهم.",
        "1.6.": "النظم التي تتوقف عليها حياة السكان، كنظم الماء والإنارة والعلاج، لا تلحق بها أي دولة ضررا، ولا غيرها بمساعدة منها.",
        "1.7.": "ترعى كل دولة هذه النظم في إقليمها.",
        "1.11.": "من وجد ضعفا في نظام أبلغ عنه بمسؤولية ولقي الشكر على ذلك، ويُعلن العلاج.",
    },
    "zh": {
        "1.1.": "稳定和安全地使用信息和通信技术是各国共同的任务，各国一致认为有害的做法应当共同防止。",
        "1.2.": "不可仓促指责任何人：一国在指明事件的责任者之前，应权衡证据、情况以及可能的错误。",
        "1.3.": "一国得知有人从其领土利用信息和通信技术做出不当行为时，不应视而不见。",
        "1.7.": "各国在本国领土上照管此类系统。",
        "1.10.": "应防止为造成损害而制作的工具和功能扩散。",
        "1.12.": "系统发生故障时被请来的人员应能安心修复，绝不可被派去攻击。",
    },
}
"""Language -> the number of a rule -> its version."""
LEFT_IN_DRAFT: Mapping[str, tuple[str, ...]] = {"ar": ("1.11.",), "zh": ("1.12.",)}
"""Saved, and not made official."""

REPORT_TITLE = {"fr": "Projet de rapport du Groupe de travail"}
ADOPTED_TITLE = {"fr": "Rapport du Groupe de travail"}
REPORT = {
    "fr": (
        ("introduction", None, "Introduction"),
        (
            "introduction", 0,
            "Peu d’instruments sont entrés dans la vie des sociétés aussi vite que les technologies de l’information et des "
            "communications. Les hôpitaux, les ports, les écoles et les ministères en dépendent aujourd’hui pour des tâches qui se "
            "faisaient à la main il y a une génération. Cette dépendance donne à toute perturbation une portée que ses auteurs ne "
            "peuvent ni vouloir ni mesurer, et fait de la sécurité de ces technologies le souci commun de tous les États, quels que "
            "soient leur taille et leur développement.",
        ),
        (
            "threats", 1,
            "Les activités visant les infrastructures critiques ont particulièrement préoccupé. Une interruption de l’électricité, de "
            "l’eau, des soins, de la finance ou des transports peut commencer dans un pays et se faire sentir dans beaucoup d’autres. "
            "Ce qui est critique diffère d’un lieu à l’autre, et l’État seul peut le dire. Les infrastructures qui servent plusieurs "
            "États à la fois, comme les câbles sous-marins et les liaisons par satellite, appellent l’attention de tous ensemble.",
        ),
    ),
}  # fmt: skip
"""Language -> (section, index of its paragraph or None for its heading, the version of the first wording)."""
