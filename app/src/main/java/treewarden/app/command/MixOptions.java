package treewarden.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import treewarden.domain.Language;
import treewarden.sdg.mix.Amount;
import treewarden.sdg.mix.CardSettings;
import treewarden.sdg.mix.DataSet;
import treewarden.sdg.mix.MixSettings;
import treewarden.sdg.quality.QualitySettings;

/** The options about what is kept of the rows, and how they are mixed. */
final class MixOptions {
    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Ends the names of the files; without it a digest of the leaves, the pipelines and the model.")
    private @Nullable String name;

    @Option(
            names = "--seed",
            defaultValue = "42",
            paramLabel = "N",
            description = "Decides all choices in mixing: draws, order, documents (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--rows-per-skill",
            defaultValue = "0",
            paramLabel = "N",
            description = "At most so many rows of each skill leaf in the training file; 0 for all (default).")
    private int rowsPerSkill;

    @Option(
            names = "--near-duplicates",
            defaultValue = "0.85",
            paramLabel = "SHARE",
            description = "Questions that share this much of their wording count as the same, above 0 to 1 (default:"
                    + " ${DEFAULT-VALUE}).")
    private double nearDuplicates = 0.85;

    @Option(
            names = "--skill-data",
            paramLabel = "FILE[=AMOUNT]",
            description =
                    "Mix in this JSONL file of messages: precomputed skills, or replay. AMOUNT is a number of rows,"
                            + " or a ratio such as 0.5; all rows once without it. May be repeated.")
    private List<String> skillData = new ArrayList<>();

    @Option(
            names = "--knowledge-data",
            paramLabel = "FILE[=AMOUNT]",
            description = "The same for the knowledge training file.")
    private List<String> knowledgeData = new ArrayList<>();

    @Option(
            names = "--system-prompt",
            paramLabel = "FILE",
            description =
                    "The system prompt of every row, as the student model is to be asked later; without it a short,"
                            + " neutral one.")
    private @Nullable Path systemPrompt;

    QualitySettings quality(Language language) {
        if (!(nearDuplicates > 0 && nearDuplicates <= 1)) {
            throw CommandFailed.usage("--near-duplicates must be above 0 and at most 1, such as 0.85");
        }
        return QualitySettings.USUAL.withSimilarity(nearDuplicates).withLanguage(language.code());
    }

    MixSettings settings(String otherwise, Language language) {
        if (rowsPerSkill < 0) {
            throw CommandFailed.usage("--rows-per-skill must not be negative; 0 is for all");
        }
        try {
            var settings = MixSettings.named(name == null ? otherwise : name)
                    .withSeed(seed)
                    .withCard(CardSettings.USUAL.withLanguages(List.of(language.code())))
                    .withDataSets(dataSets(skillData), dataSets(knowledgeData));
            settings = rowsPerSkill == 0 ? settings : settings.withSkills(new Amount.Rows(rowsPerSkill));
            return systemPrompt == null ? settings : settings.withSystemPrompt(read(systemPrompt));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.usage(String.valueOf(e.getMessage()));
        }
    }

    private static List<DataSet> dataSets(List<String> options) {
        return options.stream()
                .map(option -> DataSet.read(
                        option, path -> Path.of(path).toAbsolutePath().normalize()))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw CommandFailed.usage("--system-prompt: " + file + " cannot be read (" + e.getMessage() + ")");
        }
    }
}
