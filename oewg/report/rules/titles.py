"""What are the titles that the report bears of itself, in the other official languages? As documents of the United Nations have them."""

TITLES: dict[str, dict[str, str]] = {
    "Introduction": {
        "ar": "مقدمة",
        "zh": "导言",
        "fr": "Introduction",
        "ru": "Введение",
        "es": "Introducción",
    },
    "Organizational matters": {
        "ar": "المسائل التنظيمية",
        "zh": "组织事项",
        "fr": "Questions d’organisation",
        "ru": "Организационные вопросы",
        "es": "Cuestiones de organización",
    },
    "Opening and duration of the sessions": {
        "ar": "افتتاح الدورات ومدتها",
        "zh": "会议开幕和会期",
        "fr": "Ouverture et durée des sessions",
        "ru": "Открытие и продолжительность сессий",
        "es": "Apertura y duración de los períodos de sesiones",
    },
    "Attendance": {
        "ar": "الحضور",
        "zh": "出席情况",
        "fr": "Participation",
        "ru": "Участники",
        "es": "Asistencia",
    },
    "Officers": {
        "ar": "أعضاء المكتب",
        "zh": "主席团成员",
        "fr": "Bureau",
        "ru": "Должностные лица",
        "es": "Mesa",
    },
    "Adoption of the agenda": {
        "ar": "إقرار جدول الأعمال",
        "zh": "通过议程",
        "fr": "Adoption de l’ordre du jour",
        "ru": "Утверждение повестки дня",
        "es": "Aprobación del programa",
    },
    "Organization of work": {
        "ar": "تنظيم الأعمال",
        "zh": "工作安排",
        "fr": "Organisation des travaux",
        "ru": "Организация работы",
        "es": "Organización de los trabajos",
    },
    "Documentation": {
        "ar": "الوثائق",
        "zh": "文件",
        "fr": "Documentation",
        "ru": "Документация",
        "es": "Documentación",
    },
    "Consideration of the items of the agenda": {
        "ar": "النظر في بنود جدول الأعمال",
        "zh": "审议议程项目",
        "fr": "Examen des points de l’ordre du jour",
        "ru": "Рассмотрение пунктов повестки дня",
        "es": "Examen de los temas del programa",
    },
    "Consultations with business, non-governmental organizations and academia": {
        "ar": "المشاورات مع قطاع الأعمال والمنظمات غير الحكومية والأوساط الأكاديمية",
        "zh": "与企业、非政府组织和学术界的磋商",
        "fr": "Consultations avec les entreprises, les organisations non gouvernementales et les milieux universitaires",
        "ru": "Консультации с деловыми, неправительственными и научными кругами",
        "es": "Consultas con las empresas, las organizaciones no gubernamentales y el mundo académico",
    },
    "Adoption of the report": {
        "ar": "اعتماد التقرير",
        "zh": "通过报告",
        "fr": "Adoption du rapport",
        "ru": "Утверждение доклада",
        "es": "Aprobación del informe",
    },
    "Results of the work of the Working Group": {
        "ar": "نتائج أعمال الفريق العامل",
        "zh": "工作组的工作成果",
        "fr": "Résultats des travaux du Groupe de travail",
        "ru": "Результаты работы Рабочей группы",
        "es": "Resultados de la labor del Grupo de Trabajo",
    },
    "Chair’s summary, with the proposals that did not find consensus": {
        "ar": "موجز الرئيس، مع المقترحات التي لم تحظ بتوافق الآراء",
        "zh": "主席的总结以及未达成协商一致的提案",
        "fr": "Résumé du Président, avec les propositions qui n’ont pas recueilli de consensus",
        "ru": "Резюме Председателя с предложениями, по которым не был достигнут консенсус",
        "es": "Resumen del Presidente, con las propuestas sobre las que no hubo consenso",
    },
    "Proposals that did not find consensus": {
        "ar": "المقترحات التي لم تحظ بتوافق الآراء",
        "zh": "未达成协商一致的提案",
        "fr": "Propositions qui n’ont pas recueilli de consensus",
        "ru": "Предложения, по которым не был достигнут консенсус",
        "es": "Propuestas sobre las que no hubo consenso",
    },
    "List of participants": {
        "ar": "قائمة المشاركين",
        "zh": "与会者名单",
        "fr": "Liste des participants",
        "ru": "Список участников",
        "es": "Lista de participantes",
    },
    "Member States": {
        "ar": "الدول الأعضاء",
        "zh": "会员国",
        "fr": "États Membres",
        "ru": "Государства-члены",
        "es": "Estados Miembros",
    },
    "Observers": {
        "ar": "المراقبون",
        "zh": "观察员",
        "fr": "Observateurs",
        "ru": "Наблюдатели",
        "es": "Observadores",
    },
    "Other organizations": {
        "ar": "منظمات أخرى",
        "zh": "其他组织",
        "fr": "Autres organisations",
        "ru": "Другие организации",
        "es": "Otras organizaciones",
    },
    "List of documents": {
        "ar": "قائمة الوثائق",
        "zh": "文件一览表",
        "fr": "Liste des documents",
        "ru": "Перечень документов",
        "es": "Lista de documentos",
    },
    "Submissions and what became of them": {
        "ar": "المساهمات المقدمة وما آلت إليه",
        "zh": "提交的材料及其处理结果",
        "fr": "Contributions reçues et suite qui leur a été donnée",
        "ru": "Представленные материалы и результаты их рассмотрения",
        "es": "Contribuciones recibidas y curso que se les dio",
    },
}
"""English title -> language -> title."""

DISTRIBUTIONS: dict[str, dict[str, str]] = {
    "fr": {"General": "générale", "Limited": "limitée", "Restricted": "restreinte"},
    "es": {"General": "general", "Limited": "limitada", "Restricted": "reservada"},
}
"""Language -> what stands after "Distr.:"; the other three have it in Latin letters, as in English."""

AGENDA_ITEM = {
    "ar": "البند {} من جدول الأعمال",
    "zh": "议程项目{}",
    "fr": "Point {} de l’ordre du jour",
    "ru": "Пункт {} повестки дня",
    "es": "Tema {} del programa",
}

PARTLY_IN_ENGLISH = {
    "ar": "ترد باللغة الإنكليزية أجزاء هذه الوثيقة التي لم تترجم بعد. ويُعَدّ سرد الأعمال والمرفقات باللغة الإنكليزية، وهي لغة الأصل، وتتولى خدمات المؤتمرات ترجمتها.",
    "zh": "本文件尚未翻译的部分以英文刊载。议事情况部分和附件以原文英文编写，由会议事务部门翻译。",
    "fr": "Les parties du présent document qui n’ont pas encore été traduites figurent en anglais. Le compte rendu des travaux et les "
    "annexes sont établis en anglais, langue de l’original, et traduits par les services de conférence.",
    "ru": "Части настоящего документа, которые еще не переведены, приводятся на английском языке. Отчет о ходе работы и приложения "
    "составляются на английском языке, языке оригинала, и переводятся конференционными службами.",
    "es": "Las partes del presente documento que todavía no han sido traducidas figuran en inglés. La relación de las actuaciones y "
    "los anexos se preparan en inglés, idioma original, y los traducen los servicios de conferencias.",
}
"""What a reader in the language is told at the beginning."""
