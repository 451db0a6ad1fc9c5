package treewarden.bench.community;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.GitHubOptions;
import treewarden.sandbox.github.Permission;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.github.StandInGitHub;

/** A taxonomy repository at the stand-in GitHub, with a contributor who is known there. */
final class Community implements AutoCloseable {
    static final String NAME = "bench/taxonomy";

    private static final List<String> THINGS = List.of(
            "anchors",
            "baskets",
            "candles",
            "drums",
            "engines",
            "feathers",
            "gardens",
            "hammers",
            "islands",
            "jackets",
            "kettles",
            "lanterns",
            "mirrors",
            "needles",
            "oars",
            "pencils",
            "quilts",
            "ropes",
            "saddles",
            "tents");

    final StandInGitHub github = StandInGitHub.start(GitHubOptions.defaults());
    final Person ada = github.person("ada");

    /** Two who ask, since nobody may ask more than ten times an hour. */
    final List<Person> triagers = List.of(github.person("bert"), github.person("cleo"));

    final Repository repository = github.repository("bench", "taxonomy");

    Community() {
        // A thousand pull requests need more than the 5,000 requests an hour after which the service rightly waits.
        github.rateLimit(1_000_000);
        repository.commit("main", Map.of("README.md", Change.write("# Taxonomy\n")), ada, "The beginning");
        repository.knownContributor(ada);
        triagers.forEach(person -> repository.collaborator(person, Permission.TRIAGE));
    }

    /** Opens pull requests with one good leaf each. */
    List<PullRequest> opens(int many) {
        var opened = new ArrayList<PullRequest>();
        for (int i = 0; i < many; i++) {
            opened.add(repository.contribute(ada, "Leaf " + i, "", good(i, "first")));
        }
        return opened;
    }

    /** The leaf of a pull request as it is fine, in some wording. */
    static Map<String, Change> good(int number, String wording) {
        return Map.of(
                path(number) + "/qna.yaml",
                Change.write(text(number, wording)),
                path(number) + "/attribution.txt",
                Change.write("Title of work: None\nLink to work: -\nRevision: -\nLicense of the work: CC-BY-SA-4.0\n"
                        + "Creator names: Ada\n"));
    }

    /** The same leaf without its last example: something to change that no suggestion can mend. */
    static Map<String, Change> broken(int number) {
        return Map.of(path(number) + "/qna.yaml", Change.write(withoutLastExample(text(number, "first"))));
    }

    private static String withoutLastExample(String leaf) {
        return leaf.substring(0, leaf.lastIndexOf("  - question:"));
    }

    private static String path(int number) {
        return "compositional_skills/bench/leaf_" + letters(number);
    }

    private static String letters(int number) {
        return "" + (char) ('a' + number / 676 % 26) + (char) ('a' + number / 26 % 26) + (char) ('a' + number % 26);
    }

    private static String text(int number, String wording) {
        var text =
                new StringBuilder("version: 3\ntask_description: 'Say which of two things is older, %s wording of %s'\n"
                        .formatted(wording, letters(number)));
        text.append("created_by: ada\nseed_examples:\n");
        for (int i = 0; i < 5; i++) {
            var one = THINGS.get((number + i * 3) % THINGS.size());
            var other = THINGS.get((number / THINGS.size() + i * 5 + 1) % THINGS.size());
            text.append("  - question: 'Which is older in town %s%d, the %s or the %s?'%n"
                    .formatted(letters(number), i, one, other));
            text.append("    answer: 'The %s of %s%d are older by %d years.'%n"
                    .formatted(other, letters(number), i, number % 90 + i + 2));
        }
        return text.toString();
    }

    /** Whether the bot has shown a verdict of the head: a finished check, a comment and a label. */
    boolean isShown(PullRequest pull) {
        return pull.checkRuns().stream().anyMatch(run -> run.conclusion().isPresent())
                && !pull.labels().isEmpty()
                && pull.comments().stream().anyMatch(comment -> comment.author().equals(github.bot()));
    }

    @Override
    public void close() {
        github.close();
    }
}
