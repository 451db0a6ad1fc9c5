package treewarden.sdg.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import treewarden.sdg.block.AskBlock;
import treewarden.sdg.block.Problems;
import treewarden.sdg.block.Row;
import treewarden.sdg.block.RowBlock.Outcome;
import treewarden.sdg.teacher.Ask;

/**
 * Walks the first seeds of a work through its pipeline without a teacher: with stand-in texts in place of answers, about
 * as long as the seed's own texts of that kind.
 */
public final class EstimateWork {
    /** Seeds that are walked; the others are counted, and taken to be like them. */
    private static final int WALKED = 200;

    /** What rewrites a document, and is about as long as it. */
    private static final Set<String> REWRITES =
            Set.of("spellcheck", "detailed_summary", "extractive_summary", "atomic_facts");

    /** A row that stands for so many. */
    private record Some(Row row, double rows) {}

    private final Assumptions assumed;
    private final PromptTokens tokens;

    private double requests;
    private double promptTokens;
    private double answerTokens;

    private EstimateWork(Assumptions assumed, PromptTokens tokens) {
        this.assumed = assumed;
        this.tokens = tokens;
    }

    public static Estimate of(Work work, Assumptions assumed, PromptTokens tokens) {
        return new EstimateWork(assumed, tokens).estimate(work);
    }

    private Estimate estimate(Work work) {
        var some = new ArrayList<Some>();
        int seeds = 0;
        for (var seed : work.seeds()) {
            if (seeds++ < WALKED) {
                some.add(new Some(seed, 1));
            }
        }
        if (some.isEmpty()) {
            return Estimate.NOTHING;
        }
        double scale = seeds / (double) some.size();
        List<Some> rows = some;
        for (var step : Step.of(work.pipeline())) {
            rows = after(step, rows);
        }
        double made = rows.stream().mapToDouble(Some::rows).sum();
        return new Estimate(
                seeds,
                Math.round(requests * scale),
                Math.round(promptTokens * scale),
                Math.round(answerTokens * scale),
                Math.round(made * scale));
    }

    private List<Some> after(Step step, List<Some> rows) {
        var kind = step.kind();
        var after = new ArrayList<Some>();
        if (kind instanceof Step.Kind.Ask ask) {
            var asked = new HashSet<Ask>();
            rows.forEach(some -> ask(ask.block(), some, asked, after));
        } else if (kind instanceof Step.Kind.Rows block) {
            for (var some : rows) {
                // What sorts rows sorts stand-in texts out; others of the kind pass.
                if (applied(block, some.row()) instanceof Outcome.Passed passed) {
                    passed.rows().forEach(row -> after.add(new Some(row, some.rows())));
                } else {
                    after.add(new Some(some.row(), some.rows() * assumed.passing()));
                }
            }
        } else if (kind instanceof Step.Kind.Drop drop) {
            rows.forEach(some -> after.add(new Some(some.row().without(drop.columns()), some.rows())));
        } else if (kind instanceof Step.Kind.Unique) {
            rows.forEach(some -> after.add(new Some(some.row(), some.rows() * assumed.distinct())));
        } else {
            after.addAll(rows);
        }
        return after;
    }

    private static Outcome applied(Step.Kind.Rows block, Row row) {
        try {
            return block.block().apply(row);
        } catch (RuntimeException e) {
            return new Outcome.Rejected(String.valueOf(e.getMessage()));
        }
    }

    private void ask(AskBlock block, Some some, Set<Ask> asked, List<Some> after) {
        List<AskBlock.Asking> asking;
        try {
            asking = block.asking(some.row());
        } catch (RuntimeException e) {
            // A column that only a real answer can have chooses the prompt; the run will tell.
            return;
        }
        int items = Math.max(1, block.amounts().items());
        var row = asking.get(0).row();
        var outputs = new LinkedHashSet<>(block.columns(row.columns().keySet(), new Problems("")));
        outputs.removeAll(row.columns().keySet());
        double length = 0;
        for (var output : outputs) {
            int characters = characters(output, some.row());
            row = row.with(output, "x".repeat(characters));
            length += characters / 4.0 * items;
        }
        for (var one : asking) {
            // Rows that a teacher made differ; only of the seeds' own questions is it known that some are the same.
            if (some.rows() > 1 || asked.add(one.ask())) {
                requests += some.rows();
                promptTokens += some.rows() * tokens.of(one.ask().prompt());
                answerTokens +=
                        some.rows() * Math.min(length, one.ask().sampling().maxTokens());
            }
        }
        after.add(new Some(row, some.rows() * asking.size() * items));
    }

    /** As long as the seed's columns of that kind: {@code response} as {@code seed_response} or {@code icl_response_1}. */
    private int characters(String output, Row row) {
        var name = output.toLowerCase(Locale.ROOT);
        return (int) row.columns().entrySet().stream()
                .filter(column -> column.getKey().replaceAll("_\\d+$", "").endsWith("_" + name)
                        || REWRITES.contains(name) && column.getKey().equals("document"))
                .mapToInt(column -> column.getValue().length())
                .average()
                .orElse(assumed.textTokens() * 4.0);
    }
}
