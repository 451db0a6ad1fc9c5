package treewarden.sdg.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import treewarden.domain.Usage;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Finish;
import treewarden.sdg.teacher.Prompt;
import treewarden.sdg.teacher.Sampling;
import treewarden.sdg.teacher.Teacher;
import treewarden.sdg.teacher.TeacherException;

class CountUsageTest {
    private static final Answer ANSWER = new Answer("model", "yes", Finish.STOP, new Usage(1, 10, 5));

    private final List<CompletableFuture<Answer>> asked = new ArrayList<>();
    private final CountUsage counting = new CountUsage(new Teacher() {
        @Override
        public CompletableFuture<Answer> ask(Ask ask) {
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public String model() {
            return "model";
        }
    });

    private CompletableFuture<Answer> ask() {
        return counting.ask(new Ask(new Prompt("", "Is it?"), new Sampling(0, 256, null, Map.of())));
    }

    @Test
    void whoeverHasAnAnswerFindsItCounted() {
        var seen = new ArrayList<Usage>();
        ask().whenComplete((answer, failure) -> seen.add(counting.spent()));

        asked.get(0).complete(ANSWER);

        assertThat(seen).containsExactly(new Usage(1, 10, 5));
    }

    @Test
    void whatTheCacheHadCostsNothingAndWhatCameToNothingCostsItsRequests() {
        ask();
        ask();
        asked.get(0).complete(ANSWER.cached());
        asked.get(1).completeExceptionally(new TeacherException.Unreachable("down", 3));

        assertThat(counting.spent()).isEqualTo(new Usage(3, 0, 0));
    }

    @Test
    void whatIsCancelledIsCancelledAtTheTeacher() {
        ask().cancel(true);

        assertThat(asked.get(0)).isCancelled();
        assertThat(counting.spent()).isEqualTo(Usage.NONE);
    }
}
