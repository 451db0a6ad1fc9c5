package treewarden.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sdg.mix.Amount;
import treewarden.sdg.mix.DataSet;
import treewarden.worker.release.Datum;
import treewarden.worker.release.TrainingRecipe;
import treewarden.worker.release.TrainingRecipe.Phase;
import treewarden.worker.train.TrainingPlan.Learning;
import treewarden.worker.train.TrainingPlan.Lora;
import treewarden.worker.train.TrainingPlan.Replay;
import treewarden.worker.train.TrainingPlan.Scheduler;

class PhaseListTest {
    private static final String BEFORE = """
            teacher:
              url: https://teacher.example/v1
              model: mixtral
            releases:
              model: community/model
              base-model: models/base
              taxonomy: community/taxonomy
              recipe:
            """;

    @TempDir
    Path folder;

    @Test
    void eachPhaseHasANameItsDataAndItsNumbers() throws IOException {
        var phases = read("""
                    longest-row: 1024
                    phases:
                      - name: short
                        data: [knowledge]
                        epochs: 3
                      - name: foundations
                        data: [knowledge, basics.jsonl=5000, /srv/maths.jsonl=0.5]
                        scheduler: linear
                        lora-rank: 8
                        replay:
                          short: 0.2
                      - name: skills
                        data: [skills]
                        learning-rate: 1e-6
                """).phases();

        assertThat(phases).containsOnlyKeys("short", "foundations", "skills");
        assertThat(phases.keySet()).containsExactly("short", "foundations", "skills");
        assertThat(phases.get("short"))
                .isEqualTo(new Phase(
                        List.of(Datum.Mix.KNOWLEDGE),
                        new Learning(2e-5, 25, 3, 128, 1_024, 42, Scheduler.COSINE, 0, 0.9, 0.95, 1e-8, 1),
                        List.of(),
                        Optional.empty()));
        assertThat(phases.get("foundations"))
                .isEqualTo(new Phase(
                        List.of(
                                Datum.Mix.KNOWLEDGE,
                                own(folder.resolve("basics.jsonl").toString(), new Amount.Rows(5_000)),
                                own("/srv/maths.jsonl", new Amount.Passes(0.5))),
                        new Learning(2e-5, 25, 7, 128, 1_024, 42, Scheduler.LINEAR, 0, 0.9, 0.95, 1e-8, 1),
                        List.of(new Replay.OfPhase("short", 0.2)),
                        Optional.of(new Lora(8, 16, 0, List.of()))));
        assertThat(Objects.requireNonNull(phases.get("skills")).learning())
                .as("what learns from `skills` has the numbers of the reference's second phase")
                .isEqualTo(new Learning(1e-6, 25, 10, 3840, 1_024, 42, Scheduler.COSINE, 0, 0.9, 0.95, 1e-8, 1));
    }

    @Test
    void labsTwoPhasesByNameAreLabsTwoPhases() throws IOException {
        var named = read("""
                    phases:
                      - {name: knowledge, data: [knowledge]}
                      - {name: skills, data: [skills]}
                """);

        assertThat(named).isEqualTo(read("    device: auto\n")).isEqualTo(TrainingRecipe.usual(named.base()));
        assertThat(named.phases().keySet()).containsExactly("knowledge", "skills");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithItsLineItsKeyAndWhatToDo() throws IOException {
        assertThat(problems("""
                    knowledge:
                      epochs: 3
                    phases:
                      - name: Short Answers
                        data: [knowledge]
                      - name: twice
                        data: [knowlege, skills=0.5, basics.jsonl=many, basics.jsonl=-1, basics.jsonl=0]
                      - name: twice
                        data: []
                      - data: [skills, skills, a.jsonl, a.jsonl=2.0]
                        epocs: 3
                        replay:
                          later: 0.5
                      - name: none
                      - name: text
                        data: knowledge
                      - only text
                """))
                .containsExactlyInAnyOrder(
                        "10: `releases.recipe.knowledge` is of the phases that are there without `releases.recipe.phases`;"
                                + " move its keys into an entry of that list, or take the list out",
                        "12: `releases.recipe.phases[0].name` is made of at most 40 of a to z, 0 to 9, - and _, and begins"
                                + " with a letter or a digit",
                        "15: `releases.recipe.phases[1].data`: there is nothing called `knowlege` to learn from; name"
                                + " `knowledge`, `skills` or a JSONL file of yours, such as ./basics.jsonl=5000",
                        "15: `releases.recipe.phases[1].data`: `skills` is taken whole; take the amount out. A share of what"
                                + " an earlier phase learnt from comes once more by `replay`",
                        "15: `releases.recipe.phases[1].data`: an amount of a data set is a number of rows such as 5000, or"
                                + " a ratio such as 0.5, and not \"many\"",
                        "15: `releases.recipe.phases[1].data`: a sampling size must be from 0 to 100000000 rows",
                        "15: `releases.recipe.phases[1].data`: `basics.jsonl` gives no row with an amount of 0; take the"
                                + " entry out, or say how many",
                        "16: `releases.recipe.phases[2].name`: a phase before this one is called twice too; rename one of"
                                + " them",
                        "17: `releases.recipe.phases[2].data` names nothing: say what the phase learns from: `knowledge`,"
                                + " `skills`, or a JSONL file such as basics.jsonl=5000",
                        "18: the key `releases.recipe.phases[3].name` is missing: what the phase is called, such as"
                                + " foundations",
                        "18: `releases.recipe.phases[3].data`: `skills` stands there twice; keep one of them",
                        "18: `releases.recipe.phases[3].data`: `a.jsonl=2.0` stands there twice; keep one of them. A file"
                                + " with =2.0 behind it is taken twice",
                        "19: there is no key `releases.recipe.phases[3].epocs`; did you mean"
                                + " `releases.recipe.phases[3].epochs`?",
                        "21: `replay` names the phases before this one: Short Answers, twice",
                        "22: `releases.recipe.phases[4].data` names nothing: say what the phase learns from: `knowledge`,"
                                + " `skills`, or a JSONL file such as basics.jsonl=5000",
                        "24: `releases.recipe.phases[5].data` must be a list, each entry on a line of its own that begins"
                                + " with \"- \"",
                        "25: an entry of `releases.recipe.phases` must be a section with keys of its own: list phases, each"
                                + " with a `name` and its `data`, or take the key out for LAB's two");
    }

    @Test
    void aListWithoutAPhaseIsAMistake() throws IOException {
        var nothing =
                "9: `releases.recipe.phases` names nothing: list phases, each with a `name` and its `data`, or take"
                        + " the key out for LAB's two";
        assertThat(problems("    phases: []\n")).containsExactly(nothing);
        assertThat(problems("    phases:\n")).containsExactly(nothing);
        assertThat(problems("    phases: knowledge\n"))
                .containsExactly(
                        "9: `releases.recipe.phases` must be a list, each entry on a line of its own that begins"
                                + " with \"- \"");
    }

    @Test
    void aTrainingThatLearnsNothingOfWhatPeopleContributeWasNotMeant() throws IOException {
        assertThat(problems("""
                    phases:
                      - name: own
                        data: [own.jsonl]
                """))
                .containsExactly("10: no phase of `releases.recipe.phases` learns from what people contribute; name"
                        + " `knowledge` or `skills` in the `data` of one");
    }

    private static Datum own(String path, Amount amount) {
        return new Datum.OwnFile(new DataSet(path, amount));
    }

    private TrainingRecipe read(String recipe) throws IOException {
        var releases = ConfigFile.readForWorker(file(recipe), Map.of()).releases();
        return Objects.requireNonNull(releases).recipe();
    }

    /** Each behind its line. */
    private List<String> problems(String recipe) throws IOException {
        var file = file(recipe);
        var problems = new ArrayList<String>();
        assertThatThrownBy(() -> ConfigFile.readForWorker(file, Map.of()))
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        e -> e.problems()
                                .forEach(problem -> problems.add(
                                        problem.where().replace(file + ":", "") + ": " + problem.message())));
        return problems;
    }

    private Path file(String recipe) throws IOException {
        return Files.writeString(folder.resolve("treewarden.yaml"), BEFORE + recipe);
    }
}
