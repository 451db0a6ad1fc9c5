package treewarden.sdg.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.teacher.TeacherFaults;
import treewarden.sdg.engine.Progress;
import treewarden.sdg.teacher.TeacherException;

/** Runs that are cancelled, refused, or left alone by their teacher, and those after them. */
class GenerateInTroubleTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Runs runs;
    private InputLeaf[] leaves;

    @BeforeEach
    void start() {
        runs = new Runs(folder);
        leaves = new InputLeaf[] {
            Inputs.skill("anchor"),
            Inputs.knowledge(
                    "sheepfold",
                    runs.repository("sheepfold", Map.of("sheepfold.md", DocumentRepository.text("sheepfold")))
                            .source("sheepfold.md"))
        };
    }

    @AfterEach
    void stop() {
        runs.close();
    }

    private GenerateRequest request() {
        return new GenerateRequest(List.of(leaves), runs.out("out"));
    }

    /** What a run writes that nothing gets in the way of, on another machine with the same teacher. */
    private Map<String, Digest> undisturbed() {
        runs.elsewhere().run("undisturbed", leaves);
        return runs.files("undisturbed");
    }

    /** Does something once so many answers are there. */
    private static class At extends Runs.Looking {
        private final int answers;
        private final Runnable what;
        private boolean done;

        At(int answers, Runnable what) {
            this.answers = answers;
            this.what = what;
        }

        @Override
        public void progressed(Progress progress, int parts) {
            if (!done && progress.answered() >= answers) {
                done = true;
                what.run();
            }
        }
    }

    private void nothingIsPublished() {
        assertThat(runs.files("out")).isEmpty();
    }

    @Test
    void howeverOftenItIsCancelledItEndsWithTheSameFilesAndAsksLittleTwice() {
        int most = 0;
        for (int answers : List.of(1, 3, 25, 70)) {
            assertThatThrownBy(() -> runs.run(request(), new Runs.CancelAfter(answers)))
                    .isInstanceOf(CancellationException.class);
            nothingIsPublished();
            most += Runs.SLOTS;
        }
        runs.run("out", leaves);
        int asked = runs.asked();

        assertThat(undisturbed()).isEqualTo(runs.files("out"));
        int needed = runs.asked();
        assertThat(asked).isBetween(needed, needed + most);
    }

    @Test
    void aTeacherThatGoesDownEndsTheRunAndTheNextOneGoesOn() {
        var down =
                new At(30, () -> runs.teacher().faults().always("POST", Runs.COMPLETIONS, TeacherFaults.serverError()));

        assertThatThrownBy(() -> runs.run(request(), down))
                .isInstanceOf(TeacherException.Unreachable.class)
                .hasMessageContaining(runs.teacher().url());
        nothingIsPublished();
        runs.teacher().faults().clear();
        runs.asked();

        runs.run("out", leaves);
        int rest = runs.asked();

        assertThat(undisturbed()).isEqualTo(runs.files("out"));
        assertThat(rest).isLessThanOrEqualTo(runs.asked() - 30);
    }

    @Test
    void questionsWithoutAnAnswerAreNotPassedOver() {
        var hiccup = new At(
                30,
                () -> runs.teacher()
                        .faults()
                        .next(4 * Runs.SLOTS, "POST", Runs.COMPLETIONS, TeacherFaults.unavailable()));

        assertThatThrownBy(() -> runs.enduring(1_000).run(request(), hiccup))
                .isInstanceOf(GenerateException.class)
                .hasMessageContainingAll("the data is not complete", "did not answer", "run it again");
        nothingIsPublished();
        runs.teacher().faults().clear();
        runs.run("out", leaves);

        assertThat(undisturbed()).isEqualTo(runs.files("out"));
    }

    @Test
    void aTeacherThatAsksToWaitIsWaitedFor() {
        var busy =
                new At(
                        30,
                        () -> runs.teacher()
                                .faults()
                                .next(
                                        "POST",
                                        Runs.COMPLETIONS,
                                        TeacherFaults.tooManyRequests(Duration.ofMinutes(20)))) {
                    @Override
                    public void stage(String what) {
                        super.stage(what);
                        if (what.contains("waiting until")) {
                            runs.clock().advance(Duration.ofMinutes(21));
                        }
                    }
                };

        var report = runs.run(request(), busy);

        assertThat(busy.stages)
                .filteredOn(stage -> stage.contains("waiting until 2026-11-22T09:20"))
                .hasSize(1);
        int spent = report.spent().requests();
        runs.asked();
        assertThat(undisturbed()).isEqualTo(runs.files("out"));
        int needed = runs.asked();
        assertThat(spent).isBetween(needed, needed + Runs.SLOTS + 1);
    }

    @Test
    void aTeacherThatAlwaysAsksToWaitIsNotWaitedForForEver() {
        runs.teacher().faults().always("POST", Runs.COMPLETIONS, TeacherFaults.tooManyRequests(Duration.ofMinutes(20)));
        var patient = new Runs.Looking() {
            @Override
            public void stage(String what) {
                super.stage(what);
                runs.clock().advance(Duration.ofMinutes(21));
            }
        };

        assertThatThrownBy(() -> runs.run(request(), patient)).isInstanceOf(TeacherException.RateLimited.class);
        assertThat(patient.stages)
                .filteredOn(stage -> stage.contains("waiting until"))
                .hasSize(24);
        nothingIsPublished();
    }

    @Test
    void itCanBeCancelledWhileItWaits() {
        runs.teacher().faults().always("POST", Runs.COMPLETIONS, TeacherFaults.tooManyRequests(Duration.ofMinutes(20)));
        var impatient = new Runs.Looking() {
            @Override
            public boolean cancelled() {
                return stages.stream().anyMatch(stage -> stage.contains("waiting until"));
            }
        };

        assertThatThrownBy(() -> runs.run(request(), impatient)).isInstanceOf(CancellationException.class);
    }

    @Test
    void ofAModelThatChangedItsNameNothingOldIsTaken() {
        var change = new At(30, () -> runs.teacher().faults().always("POST", Runs.COMPLETIONS, answeringAs("model-2")));

        assertThatThrownBy(() -> runs.run(request(), change))
                .isInstanceOf(TeacherException.ModelChanged.class)
                .hasMessageContainingAll("stand-in-teacher", "model-2", "run again");
        nothingIsPublished();

        var report = runs.run("out", leaves);

        assertThat(report.leaves())
                .allSatisfy(leaf -> assertThat(leaf.teacher()).isEqualTo("model-2"));
        assertThat(undisturbed()).isEqualTo(runs.files("out"));
    }

    @Test
    void leavesThatAnotherModelFinishedAreMadeAnew() {
        runs.run("out", leaves[0]);
        runs.teacher().faults().always("POST", Runs.COMPLETIONS, answeringAs("model-2"));

        // What was finished is of the old model, and it is the new leaf that brings the change to light.
        assertThatThrownBy(() -> runs.run("out", leaves)).isInstanceOf(TeacherException.ModelChanged.class);
        var report = runs.run("out", leaves);

        assertThat(report.found()).isZero();
        assertThat(report.leaves())
                .allSatisfy(leaf -> assertThat(leaf.teacher()).isEqualTo("model-2"));
    }

    private static Fault answeringAs(String model) {
        return new Fault.Changed(answer -> {
            try {
                var body = (ObjectNode) JSON.readTree(answer.body());
                return answer.withBody(JSON.writeValueAsBytes(body.put("model", model)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void aBudgetHoldsOverAllRunsUntilTheDataIsComplete() {
        long tokens = 20_000;
        for (int run = 0; run < 3; run++) {
            var counting = new Runs.Looking() {
                long most;

                @Override
                public void progressed(Progress progress, int parts) {
                    most = Math.max(most, progress.tokens());
                }
            };
            assertThatThrownBy(() -> runs.run(request().withMaxTokens(tokens), counting))
                    .isInstanceOf(GenerateException.class)
                    .hasMessageContainingAll("the data is not complete", "20,000 tokens of --max-tokens");
            assertThat(counting.most).isBetween(run == 0 ? 1L : 0L, tokens);
            nothingIsPublished();
        }

        runs.run(request().withMaxTokens(10_000_000), new Runs.Looking());

        assertThat(runs.out("out").resolve(".treewarden/tokens")).doesNotExist();
        assertThat(undisturbed()).isEqualTo(runs.files("out"));
    }

    @Test
    void twoRunsDoNotShareAFolder() {
        var other = new At(
                10,
                () -> assertThatThrownBy(() -> runs.run("out", leaves))
                        .isInstanceOf(GenerateException.class)
                        .hasMessageContaining("in use by another run"));

        runs.run(request(), other);

        assertThat(other.done).isTrue();
        assertThat(runs.files("out")).containsKey("report.json");
    }

    @Test
    void whatARunBeforePublishedStaysUntilTheNextIsWhole() {
        runs.run("out", leaves[0]);
        var before = runs.files("out");

        assertThatThrownBy(() -> runs.run(request(), new Runs.CancelAfter(20)))
                .isInstanceOf(CancellationException.class);

        assertThat(runs.files("out")).isEqualTo(before);
    }

    @Test
    void whatCannotBeFinishedLeavesNothingBesideTheFinishedLeaves() throws IOException {
        assertThatThrownBy(() -> runs.run(request(), new Runs.CancelAfter(20)))
                .isInstanceOf(CancellationException.class);

        try (var shelves = Files.list(folder.resolve("cache/leaves"))) {
            assertThat(shelves)
                    .noneMatch(shelf -> shelf.getFileName().toString().contains("-"));
        }
    }
}
