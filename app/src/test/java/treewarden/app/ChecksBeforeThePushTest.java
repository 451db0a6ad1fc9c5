package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import treewarden.bot.check.PullRequestRule;
import treewarden.taxonomy.rules.Rules;

/** The action's script and the git hook, run by hand in a repository; {@code treewarden} is a program that tells how it was called. */
class ChecksBeforeThePushTest {
    private static final Path PROJECT =
            Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
    private static final Path HOOK = PROJECT.resolve("hooks/pre-commit");
    private static final String HAIKU = "compositional_skills/writing/haiku";

    @TempDir
    Path folder;

    private Path workspace;
    private Path treewarden;

    @BeforeEach
    void aRepositoryWithTwoLeaves() throws IOException, InterruptedException {
        workspace = Files.createDirectory(folder.resolve("work space"));
        treewarden = folder.resolve("treewarden-that-tells");
        Files.writeString(treewarden, """
                #!/usr/bin/env bash
                printf '%s\\n' "$@"
                for leaf; do if [ -f "$leaf" ] && grep -q broken "$leaf"; then exit 1; fi; done
                """);
        assertThat(treewarden.toFile().setExecutable(true)).isTrue();
        git("init", "-q", "-b", "main");
        write(HAIKU + "/qna.yaml", "one\n");
        write("knowledge/birds of prey/qna.yaml", "two\n");
        commit("Leaves");
    }

    @Test
    void theActionChecksEverythingWhereNoBaseIsNamed() throws Exception {
        var ran = action(Map.of());

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out().lines())
                .containsExactly("validate", "--format", "github", "--schema", "declared", "--rules", "all", "--", ".");
    }

    @Test
    void theActionChecksWhatChangedSinceTheBase() throws Exception {
        write(HAIKU + "/qna.yaml", "broken\n");
        write("knowledge/birds of prey/attribution.txt", "Title of work: Birds\n");
        write("README.md", "# Hello\n");
        commit("Changes");

        var ran = action(Map.of("base", "HEAD^1", "schema", "latest"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out().lines())
                .endsWith("latest", "--rules", "all", "--", HAIKU + "/qna.yaml", "knowledge/birds of prey/qna.yaml");
        assertThat(action(Map.of("base", "HEAD^1", "paths", "knowledge\n"))
                        .out()
                        .lines())
                .endsWith("--", "knowledge/birds of prey/qna.yaml");
    }

    @Test
    void theActionHasNothingToDoWhereNoLeafChanged() throws Exception {
        write("README.md", "# Hello\n");
        commit("Words");

        var ran = action(Map.of("base", "HEAD^1"));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEqualTo("No leaf was changed.\n");
    }

    @Test
    void theActionSaysWhatToDoAboutABaseThatIsNotThere() throws Exception {
        for (var base : List.of("origin/main", "--output=x", "$(touch x)")) {
            var ran = action(Map.of("base", base));

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err())
                    .startsWith("treewarden: there is no commit " + base)
                    .contains("fetch-depth");
        }
        assertThat(workspace.resolve("x")).doesNotExist();
    }

    @Test
    void theHookChecksWhatIsStagedAndNothingElse() throws Exception {
        assertThat(hook(List.of()).out()).isEmpty();
        write(HAIKU + "/qna.yaml", "broken\n");
        git("add", "-A");
        write(HAIKU + "/qna.yaml", "mended, but not staged\n");
        write("knowledge/birds of prey/qna.yaml", "not staged\n");

        var ran = hook(List.of());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out().lines()).containsExactly("validate", "--", HAIKU + "/qna.yaml");
    }

    @Test
    void theHookIsFoundThroughALink() throws Exception {
        write(HAIKU + "/qna.yaml", "broken\n");
        Files.createSymbolicLink(workspace.resolve(".git/hooks/pre-commit"), HOOK);
        git("add", "-A");

        assertThat(run(List.of("git", "commit", "-q", "-m", "x"), Map.of()).exitCode())
                .isNotZero();
        write(HAIKU + "/qna.yaml", "fine\n");
        git("add", "-A");
        assertThat(run(List.of("git", "commit", "-q", "-m", "x"), Map.of()).exitCode())
                .isZero();
    }

    @Test
    void theHookTakesTheFilesThatPreCommitNames() throws Exception {
        var ran = hook(
                List.of("--fix", "--schema=latest", HAIKU + "/attribution.txt", HAIKU + "/qna.yaml", "gone/qna.yaml"));

        assertThat(ran.out().lines())
                .containsExactly("validate", "--fix", "--schema=latest", "--", HAIKU + "/qna.yaml");
        assertThat(hook(List.of("--format=x")).exitCode()).isEqualTo(2);
    }

    @Test
    void theHooksOfPreCommitCallProgramsOfThisProject() throws IOException {
        var hooks = (List<?>) yaml(".pre-commit-hooks.yaml");

        assertThat(hooks).hasSize(2).allSatisfy(hook -> {
            var entry = String.valueOf(((Map<?, ?>) hook).get("entry")).split(" ")[0];
            assertThat(PROJECT.resolve(entry)).isExecutable();
        });
    }

    @Test
    void everyRuleStandsInTheGuide() throws IOException {
        var guide = Files.readString(PROJECT.resolve("docs/for-contributors.md"));

        assertThat(Rules.ALL)
                .allSatisfy(rule -> assertThat(guide)
                        .contains("| `" + rule.name() + "` | "
                                + rule.documentation().replaceAll("\\.$", "")));
        for (var rule : PullRequestRule.values()) {
            assertThat(guide).contains("| `" + rule.slug() + "` |");
        }
    }

    /** Runs the steps of the action, with its inputs put where it says. */
    private Ran action(Map<String, String> given) throws Exception {
        var action = (Map<?, ?>) yaml("action.yml");
        var inputs = new HashMap<String, String>();
        map(part(action, "inputs"))
                .forEach((name, input) ->
                        inputs.put(name.toString(), String.valueOf(map(input).get("default"))));
        inputs.put("treewarden", treewarden.toString());
        inputs.putAll(given);
        var steps = (List<?>) part(map(part(action, "runs")), "steps");
        assertThat(steps).hasSize(1);
        var step = map(steps.get(0));
        var script = part(step, "run").toString();
        assertThat(script).doesNotContain("${{");
        var environment = new HashMap<String, String>();
        map(part(step, "env")).forEach((name, value) -> {
            var input = value.toString().replaceAll("^\\$\\{\\{ inputs\\.([a-z]+) }}$", "$1");
            environment.put(name.toString(), inputs.getOrDefault(input, value.toString()));
        });
        environment.put("GITHUB_ACTION_PATH", PROJECT.toString());
        return run(List.of("bash", "-eo", "pipefail", "-c", script), environment);
    }

    private static Object part(Map<?, ?> whole, String key) {
        return Objects.requireNonNull(whole.get(key), key);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private Ran hook(List<String> arguments) throws Exception {
        var command = new ArrayList<>(List.of(HOOK.toString()));
        command.addAll(arguments);
        return run(command, Map.of());
    }

    private static Object yaml(String file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(PROJECT.resolve(file)));
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(workspace.resolve(path).getParent());
        Files.writeString(workspace.resolve(path), text);
    }

    private void commit(String message) throws IOException, InterruptedException {
        git("add", "-A");
        git("commit", "-q", "-m", message);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var ran = run(command, Map.of());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
    }

    private Ran run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        var out = folder.resolve("out.txt");
        var err = folder.resolve("err.txt");
        var process = new ProcessBuilder(command)
                .directory(workspace.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        process.environment()
                .putAll(Map.of(
                        "TREEWARDEN",
                        treewarden.toString(),
                        "GIT_AUTHOR_NAME",
                        "Ada",
                        "GIT_AUTHOR_EMAIL",
                        "ada@example.org",
                        "GIT_COMMITTER_NAME",
                        "Ada",
                        "GIT_COMMITTER_EMAIL",
                        "ada@example.org"));
        process.environment().putAll(environment);
        var running = process.start();
        assertThat(running.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Ran(running.exitValue(), Files.readString(out), Files.readString(err));
    }
}
