package treewarden.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import treewarden.worker.release.Datum;
import treewarden.worker.release.TrainingRecipe.Phase;
import treewarden.worker.train.TrainingPlan.Learning;
import treewarden.worker.train.TrainingPlan.Lora;
import treewarden.worker.train.TrainingPlan.Replay;

/**
 * The section about how one phase learns.
 *
 * @param length tokens of the longest row, which is the same for all phases
 */
record PhaseSection(Section phase, int length) {
    private static final int MOST = 1_000_000;
    private static final String NOT_NEGATIVE = "a number that is not negative";

    /** @param earlier names of the phases before */
    Phase phase(List<Datum> data, Learning usual, Set<String> earlier) {
        return new Phase(data, learning(usual), replay(phase.section("replay"), earlier), lora());
    }

    private Learning learning(Learning usual) {
        return new Learning(
                phase.parsed("learning-rate", usual.learningRate(), "a number such as 2e-5", PhaseSection::share),
                phase.number("warmup-steps", usual.warmupSteps(), 0, MOST),
                phase.number("epochs", usual.epochs(), 1, 1_000),
                phase.number("effective-batch", usual.effectiveBatch(), 1, MOST),
                length,
                phase.number("seed", (int) usual.seed(), 0, Integer.MAX_VALUE),
                phase.oneOf("scheduler", usual.scheduler(), "cosine, linear or constant-with-warmup"),
                phase.parsed("weight-decay", usual.weightDecay(), NOT_NEGATIVE, PhaseSection::notNegative),
                phase.parsed("beta1", usual.beta1(), "a number above 0 and below 1", PhaseSection::share),
                phase.parsed("beta2", usual.beta2(), "a number above 0 and below 1", PhaseSection::share),
                phase.parsed("epsilon", usual.epsilon(), "a number such as 1e-8", PhaseSection::share),
                phase.parsed("clip", usual.clip(), NOT_NEGATIVE + ", 0 for none", PhaseSection::notNegative));
    }

    /** Which shares of earlier phases' rows come again, by their names. */
    private static List<Replay> replay(Section replay, Set<String> earlier) {
        var read = new ArrayList<Replay>();
        Map<String, String> entries = replay.entries();
        for (var name : entries.keySet()) {
            if (earlier.contains(name)) {
                read.add(new Replay.OfPhase(
                        name, replay.parsed(name, 1.0, "a share above 0 and at most 1", PhaseSection::part)));
            } else {
                replay.problem(
                        name,
                        earlier.isEmpty()
                                ? "`replay` of the first phase has nothing to repeat; take it out"
                                : "`replay` names the phases before this one: "
                                        + String.join(
                                                ", ", earlier.stream().sorted().toList()));
            }
        }
        return read;
    }

    private Optional<Lora> lora() {
        int rank = phase.number("lora-rank", 0, 0, 4_096);
        boolean isShaped =
                Stream.of("lora-alpha", "lora-dropout", "lora-targets").anyMatch(phase::isThere);
        int alpha = phase.number("lora-alpha", Math.max(1, 2 * rank), 1, MOST);
        double dropout = phase.parsed(
                "lora-dropout", Lora.USUAL.dropout(), "a number from 0 and below 1", PhaseSection::belowOne);
        var targets = phase.texts("lora-targets");
        if (rank == 0 && isShaped) {
            phase.problem(
                    "lora-rank", "`lora-rank` decides whether LoRA is used, and is missing beside other keys of it");
        }
        return rank == 0 ? Optional.empty() : Optional.of(new Lora(rank, alpha, dropout, targets));
    }

    private static Double share(String text) {
        double share = part(text);
        if (share == 1) {
            throw new IllegalArgumentException();
        }
        return share;
    }

    private static Double part(String text) {
        double part = Double.parseDouble(text);
        if (!(part > 0 && part <= 1)) {
            throw new IllegalArgumentException();
        }
        return part;
    }

    private static Double belowOne(String text) {
        double number = notNegative(text);
        if (number >= 1) {
            throw new IllegalArgumentException();
        }
        return number;
    }

    private static Double notNegative(String text) {
        double number = Double.parseDouble(text);
        if (!(number >= 0 && Double.isFinite(number))) {
            throw new IllegalArgumentException();
        }
        return number;
    }
}
