package treewarden.app.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import treewarden.domain.ContributionState;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.github.StandInGitHub;

/**
 * Plays a morning in a small community: pull requests of every kind that a maintainer meets, each by a person of its own.
 *
 * <p>The people push, correct and close as people do, so what is seen is what Treewarden made of it, nothing prepared.
 */
final class StageContributions {
    static final String OWNER = "demo-community";
    static final String NAME = "taxonomy";

    private static final String UNITS = "compositional_skills/arithmetic_free/units/everyday_lengths";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final StandInGitHub github;
    private final Repository repository;

    private StageContributions(StandInGitHub github) {
        this.github = github;
        this.repository = github.repository(OWNER, NAME);
    }

    /** The community before the morning: a repository with two leaves. */
    static StageContributions prepare(StandInGitHub github) {
        var stage = new StageContributions(github);
        var founder = github.person(DemoPeople.FOUNDER);
        var files = new LinkedHashMap<String, Change>();
        files.put("README.md", DemoFiles.file("base", "README.md"));
        files.putAll(DemoFiles.leaf("base", "compositional_skills/writing/freeform/haiku_titles"));
        files.putAll(DemoFiles.leaf("base", "compositional_skills/linguistics/synonyms"));
        stage.repository.commit("main", files, founder, "The first leaves");
        return stage;
    }

    Repository repository() {
        return repository;
    }

    /** The morning. It waits for the bot where a person would. */
    void play() {
        open(
                "mira-lindqvist",
                "Skill: action items from meeting notes",
                "Our council loses half of what was promised. This teaches the model to list who does what, and by when.",
                DemoFiles.leaf("action_items", "compositional_skills/writing/grounded/meeting_notes/action_items"));
        open(
                "dr-osei",
                "Knowledge: the Atlantic horseshoe crab",
                "Five passages out of our visitor centre's handbook, with questions that children really ask.",
                DemoFiles.leaf("horseshoe_crab", "knowledge/science/animals/horseshoe_crab"));
        open("hungry-hal", "recipes!!", "", DemoFiles.qnaOnly("recipes", "compositional_skills/Cooking/recipes"));
        var units = open(
                "ines-duarte",
                "Skill: everyday lengths in metric and imperial",
                "Answers as people would say them, not to the third decimal.",
                DemoFiles.qnaOnly("units_broken", UNITS));
        stranger(
                "newcomer-noor",
                "Skill: packing lists with a reason for what is easily forgotten",
                "My first contribution. I hope the folder is right.",
                DemoFiles.leaf("packing", "compositional_skills/planning/packing_lists"));
        open(
                "tomasz-wolny",
                "Skill: idioms in plain words",
                "For people who learn English. Each answer has an example.",
                DemoFiles.leaf("idioms", "compositional_skills/linguistics/idioms/plain_words"));
        var weather = open(
                "pat-quill",
                "Skill: weather small talk",
                "A reply that keeps the conversation going.",
                DemoFiles.leaf("weather", "compositional_skills/writing/freeform/weather_small_talk"));
        open("demo-founder", "Retire the three-word titles", "Nobody used them.", retired());
        open("tomasz-wolny", "Say where leaves go", "", readme());
        var merged = List.of(
                open(
                        "lena-brandt",
                        "Skill: thank-you notes that name what was given",
                        "Short, and never the same sentence twice.",
                        DemoFiles.leaf("thank_you", "compositional_skills/writing/freeform/thank_you_notes")),
                open(
                        "samir-khoury",
                        "Skill: what proverbs advise",
                        "My students know the words and not when to say them.",
                        DemoFiles.leaf("proverbs", "compositional_skills/linguistics/proverbs/advice")));

        await(() -> hasVerdict(units));
        units.push(DemoFiles.leaf("units_fixed", UNITS), "Indent the answer, add examples and the attribution");
        await(() -> hasVerdict(weather));
        weather.comment(weather.author(), "I will bring this back with better examples.");
        weather.close(weather.author());
        merged.forEach(this::merge);
    }

    /** A maintainer approves it and merges it, so that the next release has something to hold. */
    private void merge(PullRequest pull) {
        var maintainer = github.person(DemoPeople.MAINTAINER);
        await(() -> has(pull, ContributionState.AWAITING_TRIAGE));
        pull.comment(maintainer, "/approve");
        await(() -> has(pull, ContributionState.APPROVED));
        pull.merge(maintainer);
        await(() -> has(pull, ContributionState.MERGED));
    }

    private static boolean has(PullRequest pull, ContributionState state) {
        return pull.labels().contains(state.label());
    }

    private static Map<String, Change> retired() {
        var folder = "compositional_skills/writing/freeform/haiku_titles";
        return Map.of(folder + "/qna.yaml", Change.delete(), folder + "/attribution.txt", Change.delete());
    }

    private static Map<String, Change> readme() {
        return Map.of(
                "README.md",
                Change.write(
                        "# The demo community's taxonomy\n\nLeaves go under `knowledge` or `compositional_skills`, in a"
                                + " folder that says what they teach.\n"));
    }

    private PullRequest open(String login, String title, String body, Map<String, Change> files) {
        repository.knownContributor(github.person(login));
        return stranger(login, title, body, files);
    }

    private PullRequest stranger(String login, String title, String body, Map<String, Change> files) {
        Person author = github.person(login);
        return repository.contribute(author, title, body, files);
    }

    private boolean hasVerdict(PullRequest pull) {
        return !repository.checkRuns(pull.headSha()).isEmpty();
    }

    /** Waits until it is so; gives up quietly, because the morning goes on without the bot as well. */
    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - start < PATIENCE.toNanos()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
