package treewarden.templates;

import java.util.ArrayList;
import java.util.List;
import treewarden.domain.Printable;
import treewarden.templates.DataCardModel.Role;

/** The YAML at the head of a card, from which the Hugging Face Hub takes license, languages, tags and files. */
final class FrontMatter {
    private FrontMatter() {}

    static String of(DataCardModel model) {
        var about = model.about();
        var lines = new ArrayList<String>();
        lines.add("---");
        lines.add("pretty_name: " + quoted(about.title()));
        lines.add("license: " + quoted(about.license()));
        list(lines, "language", about.languages());
        var tags = new ArrayList<>(List.of("instructlab", "synthetic"));
        tags.addAll(about.tags());
        list(lines, "tags", tags);
        list(lines, "task_categories", List.of("text-generation"));
        list(lines, "size_categories", List.of(size(model.rows())));
        configs(lines, model);
        lines.add("---");
        return String.join("\n", lines);
    }

    /** Of a model. */
    static String of(ModelCardModel.About about) {
        var lines = new ArrayList<String>();
        lines.add("---");
        lines.add("license: " + quoted(about.license()));
        list(lines, "language", about.languages());
        lines.add("library_name: transformers");
        lines.add("pipeline_tag: text-generation");
        // The Hub links to a base model of its own; another is only named in the text.
        if (about.baseModel().contains("/")) {
            list(lines, "base_model", List.of(about.baseModel()));
        }
        var dataSet = about.dataSet();
        if (dataSet != null) {
            list(lines, "datasets", List.of(dataSet));
        }
        list(lines, "tags", List.of("instructlab", "lab", "treewarden"));
        lines.add("---");
        return String.join("\n", lines);
    }

    /** The Hub's viewer breaks at a configuration without rows. */
    private static void configs(List<String> lines, DataCardModel model) {
        var shown = model.files().stream()
                .filter(file -> !file.role().config().isEmpty() && file.rows() > 0)
                .toList();
        boolean evaluated = model.files().stream().anyMatch(file -> file.role() == Role.EVALUATION);
        if (!shown.isEmpty() || evaluated) {
            lines.add("configs:");
        }
        for (var file : shown) {
            config(lines, file.role().config(), "train", file.name());
        }
        if (evaluated) {
            config(lines, "mmlubench", "test", "node_datasets_" + model.about().name() + "/mmlubench_*.jsonl");
        }
    }

    private static void config(List<String> lines, String name, String split, String path) {
        lines.add("- config_name: " + name);
        lines.add("  data_files:");
        lines.add("  - split: " + split);
        lines.add("    path: " + quoted(path));
    }

    private static void list(List<String> lines, String key, List<String> values) {
        if (!values.isEmpty()) {
            lines.add(key + ":");
            values.forEach(value -> lines.add("- " + quoted(value)));
        }
    }

    /** The Hub's own classes of size. */
    private static String size(long rows) {
        if (rows < 1_000) {
            return "n<1K";
        }
        if (rows < 10_000) {
            return "1K<n<10K";
        }
        if (rows < 100_000) {
            return "10K<n<100K";
        }
        return rows < 1_000_000 ? "100K<n<1M" : "1M<n<10M";
    }

    /** A YAML scalar in double quotes, on one line; what cannot be seen is left out. */
    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.codePoints().filter(c -> !Printable.isInvisible(c)).forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.appendCodePoint(c);
        });
        return out.append('"').toString();
    }
}
