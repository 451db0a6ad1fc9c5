package treewarden.sdg.precheck;

import java.util.concurrent.CompletableFuture;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Teacher;

/**
 * The model that is examined, for one precheck.
 *
 * @param model how it is asked
 * @param contextTokens that it reads and writes in one request
 */
public record Student(Teacher model, int contextTokens) {
    /**
     * A model whose answers are told apart from those of others under the same name: communities put each new model
     * where the last one was, so that a name alone does not say who answered.
     *
     * @param which such as a day or a release
     */
    public static Teacher toldApart(Teacher model, String which) {
        return new Teacher() {
            @Override
            public CompletableFuture<Answer> ask(Ask ask) {
                return model.ask(ask);
            }

            @Override
            public int concurrency() {
                return model.concurrency();
            }

            @Override
            public String model() {
                return model.model();
            }

            @Override
            public String manner(Ask ask) {
                return model.manner(ask) + " student " + which;
            }
        };
    }
}
