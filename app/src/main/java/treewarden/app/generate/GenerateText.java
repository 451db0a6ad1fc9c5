package treewarden.app.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.DocumentNote;
import treewarden.domain.Printable;
import treewarden.domain.Usage;
import treewarden.sdg.data.LeafOutcome;
import treewarden.sdg.engine.Assumptions;
import treewarden.sdg.engine.Estimate;
import treewarden.sdg.generate.EstimateData;
import treewarden.sdg.generate.GenerateReport;
import treewarden.sdg.mix.MixedFile;
import treewarden.sdg.teacher.Prices;

/** What came of a run, for people at a terminal and for programs. */
public final class GenerateText {
    /** So many leaves that yielded nothing are told; the report has all. */
    private static final int TOLD = 10;

    private final PrintWriter out;
    private final TaxonomyFolder taxonomy;
    private final @Nullable Prices prices;

    /** @param prices of the teacher's tokens; null where they are not known */
    public GenerateText(PrintWriter out, TaxonomyFolder taxonomy, @Nullable Prices prices) {
        this.out = out;
        this.taxonomy = taxonomy;
        this.prices = prices;
    }

    /** {@code , 12.30 EUR}; empty without prices. */
    private String cost(Usage usage) {
        return prices == null ? "" : ", " + prices.words(usage);
    }

    private void cost(Map<String, Object> root, Usage usage) {
        if (prices != null) {
            root.put("cost", prices.cost(usage));
            root.put("currency", prices.currency());
        }
    }

    private static Usage usage(Estimate estimate) {
        return new Usage(
                (int) Math.min(Integer.MAX_VALUE, estimate.requests()),
                estimate.promptTokens(),
                estimate.answerTokens());
    }

    /** The summary: what was kept, what yielded nothing and why, what it cost, and where the files are. */
    public void summary(GenerateReport report, GenerateProgress progress, Path folder) {
        for (var leaf : report.leaves().stream().limit(leavesShown(report)).toList()) {
            out.println(leaf.leaf() + "  " + leaf.funnel().inOneLine());
        }
        if (report.leaves().size() > leavesShown(report)) {
            out.println((report.leaves().size() - leavesShown(report)) + " more leaves: see report.json");
        }
        out.println();
        documents(report);
        empty(report);
        if (!taxonomy.invalid().isEmpty()) {
            out.println(taxonomy.invalid().size() + (taxonomy.invalid().size() == 1 ? " leaf was" : " leaves were")
                    + " left out because of errors");
        }
        out.printf(
                Locale.ROOT,
                "%,d rows kept of %,d leaves; %,d to train on in both phases%n",
                report.kept(),
                report.leaves().size(),
                report.files().rows());
        out.printf(
                Locale.ROOT,
                "%,d requests, %s tokens%s, %s; %,d of %,d parts were finished before%n",
                report.spent().requests(),
                GenerateProgress.tokens(report.spent().tokens()),
                cost(report.spent()),
                GenerateProgress.clock(progress.elapsed().toSeconds()),
                report.found(),
                report.parts());
        if (report.askedTwice() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%,d slow %s asked a second time%n",
                    report.askedTwice(),
                    report.askedTwice() == 1 ? "question was" : "questions were");
        }
        report.files().files().stream()
                .filter(file -> !file.name().contains("/"))
                .forEach(file -> out.println("  " + folder.resolve(file.name()) + rows(file)));
        out.flush();
    }

    /** What a run would take. */
    public void estimate(EstimateData.Expected expected, int slots) {
        var estimate = expected.estimate();
        expected.troubles().forEach(trouble -> out.println("nothing of " + Printable.line(trouble)));
        out.printf(
                Locale.ROOT,
                "%,d leaves, %,d parts, of which %,d are finished and cost nothing%n",
                taxonomy.leaves().size(),
                expected.parts(),
                expected.found());
        out.printf(
                Locale.ROOT,
                "about %,d requests, %s tokens read and %s written%s, for about %,d rows%n",
                estimate.requests(),
                GenerateProgress.tokens(estimate.promptTokens()),
                GenerateProgress.tokens(estimate.answerTokens()),
                cost(usage(estimate)),
                estimate.rows());
        out.printf(
                Locale.ROOT,
                "about %s with %d requests at once, where the teacher writes %d tokens a second for each%n",
                GenerateProgress.clock(estimate.time(slots, Assumptions.USUAL).toSeconds()),
                slots,
                Assumptions.USUAL.tokensASecond());
        out.println("Answers that are in the cache from an unfinished run make it less.");
        out.flush();
    }

    /** The same for programs: one object. */
    public void json(EstimateData.Expected expected, int slots) {
        var estimate = expected.estimate();
        var root = new LinkedHashMap<String, Object>();
        root.put("leaves", taxonomy.leaves().size());
        root.put("invalid", taxonomy.invalid().size());
        root.put("parts", expected.parts());
        root.put("found", expected.found());
        root.put("requests", estimate.requests());
        root.put("prompt_tokens", estimate.promptTokens());
        root.put("completion_tokens", estimate.answerTokens());
        root.put("rows", estimate.rows());
        cost(root, usage(estimate));
        root.put("seconds", estimate.time(slots, Assumptions.USUAL).toSeconds());
        root.put("troubles", expected.troubles());
        write(root);
    }

    private void write(Map<String, Object> root) {
        try {
            out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always JSON", e);
        }
        out.flush();
    }

    private static int leavesShown(GenerateReport report) {
        return Math.min(report.leaves().size(), 40);
    }

    private static String rows(MixedFile file) {
        return file.rows() == 0 ? "" : String.format(Locale.ROOT, "  (%,d rows)", file.rows());
    }

    private void documents(GenerateReport report) {
        for (var leaf : report.leaves()) {
            for (DocumentNote note : leaf.documents()) {
                if (note.trouble() != null) {
                    out.println("not read: " + leaf.leaf() + ", " + Printable.plain(note.path()) + ": "
                            + Printable.line(note.trouble()));
                }
            }
        }
    }

    private void empty(GenerateReport report) {
        var empty = report.empty();
        for (LeafOutcome leaf : empty.subList(0, Math.min(TOLD, empty.size()))) {
            out.println("nothing of " + leaf.leaf() + ": "
                    + (leaf.problem() == null ? "see report.json" : Printable.line(leaf.problem())));
        }
        if (empty.size() > TOLD) {
            out.println("and nothing of " + (empty.size() - TOLD) + " more leaves: see report.json");
        }
    }

    /** The same for programs: one object. */
    public void json(GenerateReport report, GenerateProgress progress) {
        var root = new LinkedHashMap<String, Object>();
        root.put("leaves", report.leaves().size());
        root.put("invalid", taxonomy.invalid().size());
        root.put("kept", report.kept());
        root.put("rows", report.files().rows());
        root.put("requests", report.spent().requests());
        root.put("asked_twice", report.askedTwice());
        root.put("prompt_tokens", report.spent().promptTokens());
        root.put("completion_tokens", report.spent().completionTokens());
        cost(root, report.spent());
        root.put("seconds", progress.elapsed().toMillis() / 1000.0);
        root.put("asking_seconds", report.asking().toMillis() / 1000.0);
        root.put("parts", report.parts());
        root.put("found", report.found());
        root.put(
                "empty",
                report.empty().stream()
                        .map(leaf -> Map.of("leaf", leaf.leaf(), "problem", String.valueOf(leaf.problem())))
                        .toList());
        root.put(
                "files",
                report.files().files().stream()
                        .map(file -> Map.of("name", file.name(), "rows", file.rows()))
                        .toList());
        write(root);
    }
}
