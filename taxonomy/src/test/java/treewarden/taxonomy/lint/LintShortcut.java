package treewarden.taxonomy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import treewarden.taxonomy.yaml.YamlDocument;

/** Holds the shortcut for regular files to the port of yamllint. */
public final class LintShortcut {
    private static final PortedLinter PORT = new PortedLinter(Lint.COMMUNITY);

    private LintShortcut() {}

    public static void assertAgreement(YamlDocument document) {
        assertThat(LineLinter.problems(document.source()))
                .containsExactlyInAnyOrderElementsOf(PORT.problems(document.source()));
    }
}
