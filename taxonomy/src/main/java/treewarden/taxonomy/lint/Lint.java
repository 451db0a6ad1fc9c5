package treewarden.taxonomy.lint;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.taxonomy.yaml.YamlDocument;
import treewarden.taxonomy.yaml.YamlDocument.Layout;

/**
 * Lints a document that was read. Thread-safe.
 *
 * <p>Under the community's own configuration a file whose layout the reader found regular can only break the rules that
 * look at lines, so the port, which takes far longer to start than to work, is left alone.
 */
public final class Lint {
    /** What InstructLab lints with. */
    public static final String COMMUNITY = "{extends: relaxed, rules: {line-length: disable}}";

    private final boolean isCommunity;
    private final String config;
    private volatile @Nullable PortedLinter port;

    private Lint(String config, boolean isCommunity) {
        this.config = config;
        this.isCommunity = isCommunity;
    }

    /** A linter with the community's configuration. */
    public static Lint community() {
        return new Lint(COMMUNITY, true);
    }

    /** A linter with a configuration of one's own; IllegalArgumentException says what is wrong with it. */
    public static Lint with(String config) {
        var lint = new Lint(config, false);
        lint.port();
        return lint;
    }

    public List<LintProblem> problems(YamlDocument document) {
        return isCommunity && document.layout() == Layout.REGULAR
                ? LineLinter.problems(document.source())
                : port().problems(document.source());
    }

    private PortedLinter port() {
        var ready = port;
        if (ready == null) {
            ready = new PortedLinter(config);
            port = ready;
        }
        return ready;
    }
}
