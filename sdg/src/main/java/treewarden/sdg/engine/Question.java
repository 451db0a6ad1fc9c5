package treewarden.sdg.engine;

import java.util.Comparator;
import treewarden.sdg.block.Address;
import treewarden.sdg.block.AskBlock;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Finish;

/**
 * A question that waits for its turn or its answer.
 *
 * @param step the place of its block among the steps
 * @param time how often it was asked before
 */
record Question(Flow flow, int step, AskBlock block, AskBlock.Asking asking, int time) {
    /** Rows that are furthest go first, so that few of them are under way; then in the order of work and rows. */
    static final Comparator<Question> FURTHEST_FIRST = Comparator.comparingInt((Question question) -> -question.step())
            .thenComparingInt(question -> question.flow().number())
            .thenComparing(Question::address);

    /** No answer gets longer room than this when it is asked again because it was cut off. */
    private static final int LONGEST_ANSWER = 16_384;

    Address address() {
        return asking.row().address();
    }

    /** The same question so that the answer can differ: with more chance in it, or more room if it was cut off. */
    Question again(Finish finish) {
        var first = asking.ask();
        var sampling = first.sampling();
        Long seed = sampling.seed();
        var other = finish == Finish.LENGTH
                ? sampling.withMaxTokens(
                        Math.max(sampling.maxTokens(), Math.min(LONGEST_ANSWER, 2 * sampling.maxTokens())))
                : sampling.withTemperature(Math.max(sampling.temperature(), 0.3))
                        .withSeed((seed == null ? 0 : seed) + 1_000L * (time + 1));
        return new Question(flow, step, block, asking.asking(new Ask(first.prompt(), other)), time + 1);
    }
}
