package treewarden.taxonomy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Edit;
import treewarden.domain.Finding;
import treewarden.domain.Leaf;
import treewarden.domain.Position;
import treewarden.domain.Printable;
import treewarden.domain.Severity;
import treewarden.taxonomy.lint.Lint;
import treewarden.taxonomy.rules.AttributionFields;
import treewarden.taxonomy.rules.KnownExample;
import treewarden.taxonomy.rules.Subject;
import treewarden.taxonomy.schema.Schema;
import treewarden.taxonomy.schema.SchemaCheck;
import treewarden.taxonomy.schema.Schemas;
import treewarden.taxonomy.yaml.Node;
import treewarden.taxonomy.yaml.Refused;
import treewarden.taxonomy.yaml.YamlDocument;
import treewarden.taxonomy.yaml.YamlReader;

/**
 * Checks files in the order of the reference: name, YAML, emptiness, top level, lint, schema, attribution; then the rules
 * beyond it. Thread-safe and pure.
 */
public final class Validator {
    /** What the reference calls a leaf's file, and nothing else. */
    public static final String FILE_NAME = "qna.yaml";

    /** More findings of one check in one file are counted, not listed. */
    private static final int MOST = 1000;

    private final ValidationConfig config;
    private final YamlReader reader;
    private final Lint lint;
    private final ActiveRules rules;

    private Validator(ValidationConfig config) {
        this.config = config;
        this.reader = new YamlReader(config.limits());
        this.lint = config.lintConfig() == null ? Lint.community() : Lint.with(config.lintConfig());
        this.rules = ActiveRules.of(config);
    }

    /** A validator; IllegalArgumentException says what is wrong with the configuration. */
    public static Validator of(ValidationConfig config) {
        return new Validator(config);
    }

    /** The same, holding every file to the newest schema version. */
    public Validator latest() {
        return of(config.withSchema(SchemaChoice.LATEST));
    }

    /** Whether any rule compares a leaf with others, so that knowing them is worth while. */
    public boolean comparesLeaves() {
        return rules.has(KnownExample.class);
    }

    /** Whether any rule looks at what stands beside a leaf. */
    public boolean looksAround() {
        return config.rules() == RuleSet.ALL;
    }

    public CheckedLeaf check(LeafFile file, Surroundings around) {
        return new Check(file, around).run();
    }

    private static int compare(Finding one, Finding other) {
        var byLine = Integer.compare(one.at().line(), other.at().line());
        return byLine != 0
                ? byLine
                : Integer.compare(one.at().column(), other.at().column());
    }

    /** One file's check, as it goes on. */
    private final class Check {
        private final LeafFile file;
        private final Surroundings around;
        private final List<Finding> findings = new ArrayList<>();
        private int version;

        Check(LeafFile file, Surroundings around) {
            this.file = file;
            this.around = around;
        }

        CheckedLeaf run() {
            var leaf = leaf();
            if (findings.size() > 1) {
                findings.sort(Validator::compare);
            }
            var clean = leaf != null && findings.stream().noneMatch(Finding::isError);
            return new CheckedLeaf(
                    file.path(),
                    version,
                    findings,
                    clean ? leaf : null,
                    AttributionFields.credit(around.attribution()));
        }

        private @Nullable Leaf leaf() {
            var name = file.path().substring(file.path().lastIndexOf('/') + 1);
            if (!name.equals(FILE_NAME)) {
                error(
                        Position.START,
                        "A leaf's file is named qna.yaml; " + Printable.quoted(name) + " is not.",
                        "Rename it to qna.yaml.");
                return null;
            }
            try {
                return read(reader.read(file.bytes()));
            } catch (Refused e) {
                findings.add(finding(e.problem()));
                return null;
            }
        }

        private @Nullable Leaf read(YamlDocument document) {
            var root = document.root();
            if (root == null || Emptiness.isEmpty(root)) {
                findings.addAll(rules.onEmpty(file.path()));
                return null;
            }
            addAll(document.problems().stream().map(this::finding).toList());
            if (document.source().isMarked()) {
                add(
                        "yaml",
                        Severity.WARNING,
                        Position.START,
                        "The file begins with a byte order mark.",
                        "Save it as UTF-8 without one.",
                        new Edit(Position.START, Position.START, ""));
            }
            if (!(root instanceof Node.Mapping mapping)) {
                error(
                        root.at(),
                        "The file is " + (root instanceof Node.Sequence ? "a list" : "a single text")
                                + " at its top level, not keys with values.",
                        "Begin it with keys at the left margin, such as \"version: 3\", \"created_by:\" and \"seed_examples:\".");
                return null;
            }
            return mapping(document, mapping);
        }

        private @Nullable Leaf mapping(YamlDocument document, Node.Mapping root) {
            var declared = config.schema() == SchemaChoice.LATEST
                    ? new DeclaredVersion(Schemas.LATEST, null)
                    : DeclaredVersion.of(root);
            version = declared.number();
            if (version > 1) {
                lint(document);
            }
            var kind = LeafPaths.subject(file.place(), root);
            var schema = Schemas.of(kind, declared.problem() == null ? version : 0);
            if (schema.isEmpty()) {
                noSuchVersion(root, declared);
                return null;
            }
            if (schema.get().deprecated()) {
                var at = root.get("version");
                add(
                        "schema",
                        Severity.ERROR,
                        at == null ? root.at() : at.at(),
                        schema.get().description(),
                        "Write the leaf anew in version 3: passages of a document, with three questions on each.",
                        null);
                return null;
            }
            return againstSchema(document, root, kind, schema.get());
        }

        private void lint(YamlDocument document) {
            addAll(lint.problems(document).stream()
                    .map(problem -> new Finding(
                            "lint",
                            problem.isError() ? Severity.ERROR : Severity.WARNING,
                            file.path(),
                            problem.at(),
                            "",
                            problem.message() + " (" + problem.rule() + ")",
                            problem.remedy(),
                            problem.fix()))
                    .toList());
        }

        /** Adds what one check found, up to a bound. */
        private void addAll(List<Finding> found) {
            findings.addAll(found.subList(0, Math.min(MOST, found.size())));
            if (found.size() > MOST) {
                var rest = found.subList(MOST, found.size());
                var first = rest.get(0);
                findings.add(new Finding(
                        first.rule(),
                        rest.stream().anyMatch(Finding::isError) ? Severity.ERROR : Severity.WARNING,
                        file.path(),
                        first.at(),
                        "",
                        "From here on there are " + rest.size() + " more problems of this kind.",
                        "Mend the ones above first; \"treewarden validate --fix\" mends what a machine can.",
                        null));
            }
        }

        private void noSuchVersion(Node.Mapping root, DeclaredVersion declared) {
            var at = root.get("version");
            findings.add(new Finding(
                    "schema",
                    Severity.ERROR,
                    file.path(),
                    at == null ? root.at() : at.at(),
                    at == null ? "" : "/version",
                    declared.problem() != null
                            ? declared.problem()
                            : "There is no schema version " + version + "; the newest is " + Schemas.LATEST + ".",
                    "Write \"version: " + Schemas.LATEST + "\".",
                    at instanceof Node.Scalar scalar
                            ? new Edit(scalar.at(), scalar.end(), Integer.toString(Schemas.LATEST))
                            : null));
        }

        private @Nullable Leaf againstSchema(
                YamlDocument document, Node.Mapping root, Schemas.Subject kind, Schema schema) {
            var violations = SchemaCheck.violations(schema, root);
            if (!violations.isEmpty()) {
                var words = new SchemaFindings(
                        file.path(), document.source(), violations, new FillIn(root, around.author()));
                addAll(words.findings());
            }
            if (config.rules() == RuleSet.ALL) {
                findings.addAll(rules.check(
                        file.path(), Subject.of(file.place(), document.source(), root, kind, version, around)));
            }
            return violations.isEmpty() && document.problems().isEmpty()
                    ? LeafBuilder.leaf(LeafPaths.folder(file.place()), version, kind, root)
                    : null;
        }

        private Finding finding(Refused.Problem problem) {
            return new Finding(
                    "yaml", Severity.ERROR, file.path(), problem.at(), "", problem.message(), problem.remedy(), null);
        }

        private void error(Position at, String message, String remedy) {
            add("yaml", Severity.ERROR, at, message, remedy, null);
        }

        private void add(
                String rule, Severity severity, Position at, String message, String remedy, @Nullable Edit fix) {
            findings.add(new Finding(rule, severity, file.path(), at, "", message, remedy, fix));
        }
    }
}
