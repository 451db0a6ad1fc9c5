package treewarden.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.DocumentSource;
import treewarden.domain.Finding;
import treewarden.domain.Funnel;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.Position;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.domain.Score;
import treewarden.domain.Severity;
import treewarden.domain.SkillExample;
import treewarden.domain.Usage;
import treewarden.store.RunOutcome;

/** A site as it looks on an ordinary morning, to be looked at. */
final class Staged {
    private static final String HAIKU = "compositional_skills/writing/poetry/haiku";
    private static final String TIDES = "knowledge/science/oceanography/tides";

    private Staged() {}

    static void on(Site site) {
        queue(site);
        site.with(Given.run(
                12, RunOutcome.PASSED, new CheckedLeaf(HAIKU + "/qna.yaml", 3, List.of(longQuestion()), haiku())));
        site.with(sample());
        site.with(Given.run(
                31, RunOutcome.ERRORS, broken(), new CheckedLeaf(TIDES + "/qna.yaml", 3, List.of(), tides())));
    }

    private static void queue(Site site) {
        var haiku = site.decide(
                Given.contribution(12)
                        .titled("Teach the model to write haiku about the seasons")
                        .of(LeafKind.FREEFORM_SKILL, HAIKU)
                        .in(ContributionState.CHECKING)
                        .since(Duration.ofHours(3))
                        .now(),
                "treewarden",
                "opened by ana-writes");
        haiku = site.decide(
                haiku.inState(ContributionState.SAMPLING, Site.NOON.minus(Duration.ofHours(3))),
                "treewarden",
                "1 leaf checked, 1 warning");
        site.decide(
                Given.contribution(12)
                        .titled("Teach the model to write haiku about the seasons")
                        .by("ana-writes")
                        .of(LeafKind.FREEFORM_SKILL, HAIKU)
                        .found(0, 1)
                        .sampled(40, 31)
                        .since(Duration.ofHours(2))
                        .version(haiku.version())
                        .now(),
                "treewarden",
                "31 of 40 sample rows kept");
        site.with(
                Given.contribution(27)
                        .titled("Unit conversion with worked steps")
                        .by("mbauer")
                        .of(LeafKind.GROUNDED_SKILL, "compositional_skills/extraction/tables/unit_conversion")
                        .sampled(30, 30)
                        .since(Duration.ofDays(3))
                        .now(),
                Given.contribution(33)
                        .titled("Moons of the outer planets: Titan, Triton, Europa and their friends, with orbits")
                        .by("selene")
                        .of(LeafKind.KNOWLEDGE, "knowledge/science/astronomy/moons")
                        .leaves(4)
                        .sampled(80, 44)
                        .since(Duration.ofMinutes(12))
                        .now(),
                Given.contribution(36)
                        .titled("My first leaf: naming clouds")
                        .by("newcomer-7")
                        .of(LeafKind.FREEFORM_SKILL, "compositional_skills/science/meteorology/name_clouds")
                        .in(ContributionState.WAITING_FOR_GO)
                        .since(Duration.ofHours(7))
                        .now(),
                Given.contribution(19)
                        .titled("Summaries of meeting notes")
                        .by("okafor")
                        .of(LeafKind.GROUNDED_SKILL, "compositional_skills/writing/summaries/meetings")
                        .in(ContributionState.APPROVED)
                        .sampled(40, 37)
                        .since(Duration.ofDays(5))
                        .now(),
                Given.contribution(31)
                        .titled("Knowledge about tides, second try")
                        .by("jlindqvist")
                        .of(LeafKind.KNOWLEDGE, TIDES, "compositional_skills/writing/limerick")
                        .in(ContributionState.NEEDS_CHANGES)
                        .found(6, 2)
                        .since(Duration.ofMinutes(48))
                        .now(),
                Given.contribution(22)
                        .titled("Regional dishes of Emilia-Romagna")
                        .by("bruna")
                        .of(LeafKind.KNOWLEDGE, "knowledge/arts/cuisine/emilia_romagna")
                        .in(ContributionState.CHANGES_REQUESTED)
                        .found(0, 3)
                        .sampled(60, 21)
                        .since(Duration.ofDays(9))
                        .now(),
                Given.contribution(37)
                        .titled("Import of 120 grammar leaves")
                        .by("batchy")
                        .of(LeafKind.FREEFORM_SKILL, "compositional_skills/grammar/adverbs/placement")
                        .leaves(120)
                        .in(ContributionState.SAMPLING)
                        .since(Duration.ofSeconds(40))
                        .now(),
                Given.contribution(38)
                        .titled("Chess openings")
                        .by("petrosyan")
                        .of(LeafKind.KNOWLEDGE)
                        .in(ContributionState.CHECKING)
                        .since(Duration.ofSeconds(4))
                        .now(),
                Given.contribution(8)
                        .titled("Jokes about lawyers")
                        .by("jester")
                        .of(LeafKind.FREEFORM_SKILL, "compositional_skills/writing/jokes")
                        .in(ContributionState.CLOSED)
                        .found(1, 0)
                        .since(Duration.ofDays(16))
                        .now());
    }

    private static Finding longQuestion() {
        return new Finding(
                "length",
                Severity.WARNING,
                HAIKU + "/qna.yaml",
                new Position(14, 5),
                "/seed_examples/2/question",
                "The question has 262 words.",
                "Shorten it to at most 250 words.",
                null);
    }

    private static CheckedLeaf broken() {
        var path = "compositional_skills/writing/limerick/qna.yaml";
        var findings = new ArrayList<Finding>();
        findings.add(error(
                "schema",
                path,
                1,
                1,
                "\"task_description\" is missing.",
                "Add \"task_description\" with a sentence that says what the skill is."));
        findings.add(error(
                "schema",
                path,
                3,
                1,
                "There are 3 seed examples; a skill needs at least 5.",
                "Add 2 more under \"seed_examples\"."));
        findings.add(error("schema", path, 9, 5, "\"anwser\" is not a known key.", "Did you mean \"answer\"?"));
        findings.add(error(
                "lint", path, 12, 81, "The line has 148 characters; at most 120 are allowed.", "Fold it with \">-\"."));
        findings.add(error(
                "duplicate", path, 17, 5, "This example is the same as the one in line 4.", "Replace it by another."));
        findings.add(error(
                "attribution",
                path,
                1,
                1,
                "There is no attribution.txt beside the leaf.",
                "Add one that names the source and its licence."));
        findings.add(new Finding(
                "personal-data",
                Severity.WARNING,
                path,
                new Position(21, 15),
                "/x",
                "This looks like a mail address: \"pat@corp.example\".",
                "Take it out, or use an invented one at example.org.",
                null));
        findings.add(new Finding(
                "version",
                Severity.WARNING,
                path,
                new Position(1, 10),
                "/version",
                "Version 2 is not the newest.",
                "Declare version 3.",
                null));
        return new CheckedLeaf(path, 2, findings, null);
    }

    private static Finding error(String rule, String path, int line, int column, String message, String remedy) {
        return new Finding(rule, Severity.ERROR, path, new Position(line, column), "/x", message, remedy, null);
    }

    private static Leaf haiku() {
        return new Leaf.Skill(
                HAIKU,
                3,
                "ana-writes",
                "Write a haiku of three lines with 5, 7 and 5 syllables about what the prompt names.",
                List.of(
                        new SkillExample(
                                null,
                                "Write a haiku about the first snow.",
                                "Silent flakes drift down\nrooftops wear their soft white coats\nfootprints wait for dawn"),
                        new SkillExample(
                                null,
                                "Write a haiku about a summer thunderstorm.",
                                "Heat breaks into drums\nthe dust leaps up to meet rain\nwindows hum, then hush"),
                        new SkillExample(
                                null,
                                "Write a haiku about an empty school in August.",
                                "Chairs asleep on desks\na clock counts for nobody\nchalk dust in the light"),
                        new SkillExample(
                                null,
                                "Write a haiku about picking apples.",
                                "Ladder in the leaves\none more red than I can reach\nthe branch lets it go"),
                        new SkillExample(
                                null,
                                "Write a haiku about fog on the river.",
                                "The far bank is gone\na heron stands on nothing\nboats speak, then are still")));
    }

    private static Leaf tides() {
        return new Leaf.Knowledge(
                TIDES,
                3,
                "jlindqvist",
                "oceanography",
                "What causes tides, and how they are predicted",
                new DocumentSource("https://code.example/docs/tides", "0".repeat(40), List.of("tides/*.md")),
                List.of(new KnowledgeExample(
                        "Tides are the rise and fall of sea levels caused by the combined effects of the gravitational forces exerted by the Moon and the Sun and by the rotation of the Earth.",
                        List.of(
                                new QuestionAndAnswer(
                                        "What causes tides?",
                                        "The gravity of the Moon and the Sun, together with the rotation of the Earth."),
                                new QuestionAndAnswer("Which two bodies pull at the sea?", "The Moon and the Sun.")))));
    }

    static SampleReport sample() {
        var kept = List.of(
                kept(
                        "Write a haiku about the first frost on the garden.",
                        "White on every blade\nthe garden holds its breath still\none bold robin sings",
                        3),
                kept(
                        "Write a haiku about a night train crossing the plain.",
                        "Windows pass like stars\nsomeone's sleep leans on the glass\nthe plain goes on, dark",
                        3),
                kept(
                        "Write a haiku that mentions the sound of rain on tin.",
                        "Rain taps on the tin\nan old song without its words\nthe cat knows the tune",
                        2));
        var rejected = List.of(
                new SampleRow(
                        null,
                        "Write a poem of any length about anything you like.",
                        null,
                        new Score(0, 1),
                        "The question does not ask for a haiku.",
                        "filter_questions"),
                new SampleRow(
                        null,
                        "Write a haiku about mountains.",
                        "Mountains are tall and big and they are very far away from here",
                        new Score(1, 3),
                        "One line, and 14 syllables in it; the form is not kept.",
                        "filter_pairs"));
        var leaf = new LeafSample(
                HAIKU,
                LeafKind.FREEFORM_SKILL,
                "full/freeform_skills",
                new Funnel(List.of(
                        new Funnel.Step("gen_questions", 40, "questions"),
                        new Funnel.Step("filter_questions", 33, "sensible"),
                        new Funnel.Step("gen_responses", 33, "answered"),
                        new Funnel.Step("filter_pairs", 31, "kept"))),
                kept,
                rejected,
                List.of("Trial of 40 questions; a release generates more."),
                null,
                new Usage(128, 30_210, 15_000),
                92_400);
        return new SampleReport(
                new ContributionId(Given.TAXONOMY.id(), 12),
                Given.head(12),
                "stand-in-teacher",
                List.of(leaf),
                List.of(),
                new Usage(128, 30_210, 15_000),
                92_400);
    }

    private static SampleRow kept(String question, String answer, int score) {
        return new SampleRow(null, question, answer, new Score(score, 3), "Keeps the form, and is on the topic.", null);
    }
}
