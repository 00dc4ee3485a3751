"""Seeded faults in what makes a page reachable for everybody: alt texts, headings, links, tables."""

from typing import Final

from seeding import (
    HABITS,
    PAIN,
    SLEEP,
    STRESS,
    SURGERY,
    TRIAL,
    Fault,
    fault,
    paragraph,
    replace,
)

_SUN: Final = "Solen går ner över ett stilla hav med små öar."
_BALLOON: Final = "En luftballong svävar över mjuka kullar."

FAULTS: Final[tuple[Fault, ...]] = (
    fault(
        "alt-missing-under-caption",
        "a picture has a caption and no alt text",
        "ACC001",
        replace(f"{PAIN}/modules/lugna-kroppen.md", _SUN, ""),
        rules="E7",
    ),
    fault(
        "alt-missing",
        "a picture has neither alt text nor caption",
        "ACC001",
        replace(
            f"{SLEEP}/modules/valkommen.md",
            '![Ett sovrum på natten med månen utanför fönstret.](../media/sovrum.jpg "Lugn och mörker hjälper kroppen att sova.")',
            "![](../media/sovrum.jpg)",
        ),
        rules="E7",
    ),
    fault(
        "alt-missing-for-film",
        "a film has no alt text",
        "ACC001",
        replace(
            f"{PAIN}/modules/lugna-kroppen.md",
            "En cirkel växer och krymper i takt med lugna andetag.",
            "",
        ),
        rules="E7",
    ),
    fault(
        "alt-only-spaces",
        "an alt text is only a space",
        "ACC001",
        replace(f"{TRIAL}/modules/borja-har.md", _BALLOON, " "),
        rules="E7",
    ),
    fault(
        "decorative-with-alt",
        "a decorative picture has an alt text",
        "ACC002",
        replace(
            f"{PAIN}/modules/lagom-takt.md",
            "![](../media/vagor.webp)",
            "![Vågor.](../media/vagor.webp)",
        ),
        rules="E7",
    ),
    fault(
        "decorative-with-caption",
        "a decorative picture has a caption",
        "ACC002",
        replace(
            f"{PAIN}/modules/lagom-takt.md",
            "![](../media/vagor.webp)",
            '![](../media/vagor.webp "Lugna vågor.")',
        ),
        rules="E7",
    ),
    fault(
        "alt-without-full-stop",
        "an alt text ends without a full stop",
        "ACC003",
        replace(f"{STRESS}/modules/forsta-stress.md", "en sommarkväll.]", "en sommarkväll]"),
        rules="E7",
    ),
    fault(
        "alt-too-long",
        "an alt text has 150 characters",
        "ACC003",
        replace(
            f"{SURGERY}/modules/hemma-igen.md",
            "En fåtölj med filt intill ett fönster och en golvlampa.",
            "En fåtölj med en randig filt står intill ett fönster med ljusa gardiner, och bredvid den lyser en golvlampa över ett litet runt bord med en bok och ett glas vatten.",
        ),
        rules="E7",
    ),
    fault(
        "alt-two-sentences",
        "an alt text is two sentences",
        "ACC003",
        replace(
            f"{SURGERY}/modules/operationsdagen.md",
            "Entrén till ett sjukhus en ljus morgon.",
            "Det är en ljus morgon. Här är entrén till ett sjukhus.",
        ),
        rules="E7",
    ),
    fault(
        "alt-pile-of-words",
        "an alt text is a pile of words",
        "ACC003",
        replace(
            f"{SLEEP}/modules/somn-och-dagbok.md",
            "En uppslagen dagbok och en kopp te på ett köksbord.",
            "dagbok, te, bord, morgon, kök",
        ),
        rules="E7",
    ),
    fault(
        "alt-is-file-name",
        "an alt text is the file's name",
        "ACC004",
        replace(
            f"{STRESS}/modules/stanna-upp.md",
            "Ljusa ringar växer ut från en mittpunkt som ett lugnt andetag.",
            "andetag.png",
        ),
        rules="E7",
    ),
    fault(
        "alt-is-camera-name",
        "an alt text is the camera's name for the picture",
        "ACC004",
        replace(f"{TRIAL}/modules/borja-har.md", _BALLOON, "IMG_2044.JPG"),
        rules="E7",
    ),
    fault(
        "heading-skipped-for-staff",
        "the guidance for staff begins with a heading two levels down",
        "ACC005",
        replace(f"{SLEEP}/staff.md", "## Syfte", "### Syfte"),
        rules="E19",
    ),
    fault(
        "heading-skipped-in-step",
        "a heading in a section skips a level",
        "ACC005",
        paragraph(
            f"{STRESS}/modules/stanna-upp.md",
            "Välj en vardaglig sak",
            "#### Prova i dag\n\nDiska en tallrik långsamt.",
        ),
        rules="E19",
    ),
    fault(
        "heading-skipped-in-welcome",
        "a heading in the welcome text skips a level",
        "ACC005",
        paragraph(
            f"{SURGERY}/welcome.md",
            "Under **Planering**",
            "### Dina meddelanden\n\nSkriv till oss när du undrar något.",
        ),
        rules="E19",
    ),
    fault(
        "link-read-more",
        "a link says läs mer",
        "ACC006",
        replace(
            f"{SLEEP}/modules/vidare.md",
            "Vill du läsa mer om sömn finns det på 1177.se.",
            "Det finns råd om sömn på 1177. [Läs mer](https://www.1177.se/somn).",
        ),
        rules="E19",
    ),
    fault(
        "link-click-here",
        "a link says klicka här",
        "ACC006",
        replace(
            f"{TRIAL}/modules/ga-vidare.md",
            "Vill du se bilden igen går du till [avsnittet med bilden]",
            "Vill du se bilden igen? [Klicka här]",
        ),
        rules="E19",
    ),
    fault(
        "link-here",
        "a link says här",
        "ACC006",
        replace(
            f"{SURGERY}/modules/uppfoljning.md",
            "Se i stället [när du ska höra av dig](hemma-igen.md#hor-av-dig).",
            "När du ska höra av dig ser du [här](hemma-igen.md#hor-av-dig).",
        ),
        rules="E19",
    ),
    fault(
        "link-bare-address",
        "a link's text is its address",
        "ACC006",
        replace(
            f"{STRESS}/modules/hallbar-vardag.md",
            "På 1177.se finns mer att läsa om stress.",
            "Råd om stress finns på [https://www.1177.se/stress](https://www.1177.se/stress).",
        ),
        rules="E19",
    ),
    fault(
        "link-text-twice",
        "two links with the same text lead to different pages",
        "ACC007",
        replace(
            f"{SLEEP}/modules/vidare.md",
            "Du har ett sätt att [varva ner](varva-ner.md).",
            "Du har ett sätt att möta [tankar och oro](varva-ner.md).",
        ),
        rules="E19",
    ),
    fault(
        "link-text-twice-far-apart",
        "a link borrows the text of another one below",
        "ACC007",
        replace(
            f"{PAIN}/modules/vardag-och-stod.md",
            "[en lugn andningsövning]",
            "[delen om lagom takt]",
        ),
        path=f"{PAIN}/modules/vardag-och-stod.md",
        at="[delen om lagom takt](lagom-takt.md)",
        rules="E19",
    ),
    fault(
        "table-first-header-empty",
        "a table's first column has no header",
        "ACC008",
        replace(f"{SLEEP}/modules/tankar-och-oro.md", "| Tanken som dyker upp |", "|  |"),
    ),
    fault(
        "table-last-header-empty",
        "a table's last column has no header",
        "ACC008",
        replace(f"{SURGERY}/staff.md", "| När | Vem | Vad |", "| När | Vem | |"),
    ),
    fault(
        "heading-emoji",
        "a heading is only an emoji",
        "ACC009",
        replace(
            f"{SLEEP}/modules/vidare.md",
            "## Tack för att du har varit med {#tack}",
            "## 🎉 {#tack}",
        ),
    ),
    fault(
        "heading-dots",
        "a heading is only dots",
        "ACC009",
        replace(f"{TRIAL}/modules/ga-vidare.md", "## Klart {#klart}", "## … {#klart}"),
    ),
    fault(
        "paragraph-in-english",
        "a paragraph is in English",
        "ACC010",
        paragraph(
            f"{PAIN}/welcome.md",
            "Utbildningen har fem",
            "You can take this course whenever you want. Read one part at a time and try what you have learned before you go on to the next.",
        ),
    ),
    fault(
        "paragraph-in-english-for-operation",
        "a paragraph in English is left from the original",
        "ACC010",
        paragraph(
            f"{SURGERY}/modules/hemma-igen.md",
            "Håll förbandet torrt",
            "Keep the wound clean and dry for the first days, and call the clinic if you think that something is wrong with it.",
        ),
    ),
    fault(
        "film-language-unstated",
        "the film's language is not stated",
        "ACC011",
        replace(
            f"{PAIN}/media/media.yaml",
            "    file: andning.mp4\n    language: sv\n",
            "    file: andning.mp4\n",
        ),
        at="- id: andning-film",
    ),
    fault(
        "sound-language-unstated",
        "the sound's language is not stated",
        "ACC011",
        replace(
            f"{PAIN}/media/media.yaml",
            "    file: avslappning.mp3\n    language: sv\n",
            "    file: avslappning.mp3\n",
        ),
        at="- id: avslappning",
    ),
    fault(
        "colour-only-in-text",
        "what matters is told by its colour alone",
        "ACC012",
        replace(
            f"{SURGERY}/modules/hemma-igen.md",
            "Följ det du fick veta när du skrevs ut.",
            "Läs det som är markerat med rött.",
        ),
    ),
    fault(
        "colour-only-in-form",
        "a question points at colours",
        "ACC012",
        replace(
            HABITS,
            "help: Räkna promenader, cykling, trädgårdsarbete och annat.",
            "help: Frågorna i grönt är frivilliga.",
        ),
    ),
)
