package treewarden.taxonomy.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import treewarden.domain.Edit;
import treewarden.domain.Position;
import treewarden.taxonomy.Leaves;
import treewarden.taxonomy.yaml.Limits;
import treewarden.taxonomy.yaml.Refused;
import treewarden.taxonomy.yaml.YamlDocument;
import treewarden.taxonomy.yaml.YamlReader;

class LintTest {
    @Test
    void goodLeavesPass() throws Refused {
        assertThat(lint(Leaves.SKILL)).isEmpty();
        assertThat(lint(Leaves.KNOWLEDGE)).isEmpty();
        assertThat(read(Leaves.SKILL).layout()).isEqualTo(YamlDocument.Layout.REGULAR);
        assertThat(read(Leaves.KNOWLEDGE).layout()).isEqualTo(YamlDocument.Layout.REGULAR);
    }

    @Test
    void trailingSpacesAreAnErrorThatCanBeTakenOut() throws Refused {
        assertThat(lint("a: b\nc: d  \n"))
                .containsExactly(new LintProblem(
                        "trailing-spaces",
                        true,
                        new Position(2, 5),
                        "trailing spaces",
                        new Edit(new Position(2, 5), new Position(2, 7), "")));
    }

    @Test
    void theLastLineEndsWithALineBreak() throws Refused {
        assertThat(lint("a: b\nc: d"))
                .containsExactly(new LintProblem(
                        "new-line-at-end-of-file",
                        true,
                        new Position(2, 5),
                        "no new line character at the end of file",
                        new Edit(new Position(2, 5), new Position(2, 5), "\n")));
    }

    @Test
    void tooManyBlankLinesAreAWarningOnTheLastOfThem() throws Refused {
        assertThat(lint("a: b\n\n\n\nc: d\n"))
                .containsExactly(new LintProblem(
                        "empty-lines",
                        false,
                        new Position(4, 1),
                        "too many blank lines (3 > 2)",
                        new Edit(new Position(4, 1), new Position(5, 1), "")));
    }

    @Test
    void blankLinesAtTheBeginningAndTheEndAreTooMany() throws Refused {
        assertThat(lint("\na: b\n\n"))
                .extracting(LintProblem::message)
                .containsExactly("too many blank lines (1 > 0)", "too many blank lines (1 > 0)");
    }

    @Test
    void irregularSpacingIsWarnedAbout() throws Refused {
        assertThat(lint("a:  b\n")).extracting(LintProblem::rule).containsExactly("colons");
        assertThat(lint("a:\n-  b\n")).extracting(LintProblem::rule).containsExactly("hyphens");
        assertThat(lint("a:\n  b: c\nd:\n   e: f\n"))
                .extracting(LintProblem::rule)
                .containsExactly("indentation");
        assertThat(lint("a:\n- b\nc:\n  - d\n")).extracting(LintProblem::rule).containsExactly("indentation");
        assertThat(lint("a: [b,c]\n")).extracting(LintProblem::rule).containsExactly("commas");
    }

    @Test
    void aCommentToTheLinterIsObeyed() throws Refused {
        assertThat(lint("# yamllint disable rule:trailing-spaces\na: b  \n")).isEmpty();
    }

    @Test
    void aCharacterBeyondTheFirstPlaneCountsAsOne() throws Refused {
        var quick = lint("a: \uD83D\uDE00  \n");
        var ported = lint("a:  \uD83D\uDE00  \n");

        assertThat(quick).extracting(LintProblem::at).containsExactly(new Position(1, 5));
        assertThat(ported).extracting(LintProblem::at).contains(new Position(1, 6));
    }

    @Test
    void anotherConfigurationIsFollowed() throws Refused {
        var lint = Lint.with("{extends: default, rules: {document-start: {present: true}}}");

        assertThat(lint.problems(read("a: b\n"))).extracting(LintProblem::rule).containsExactly("document-start");
    }

    @Test
    void aConfigurationThatIsNoneIsToldAtOnce() {
        for (var config : List.of("{rules: {no-such-rule: enable}}", "[", "extends: nowhere")) {
            assertThatThrownBy(() -> Lint.with(config))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("The lint configuration cannot be read: ");
        }
    }

    private static List<LintProblem> lint(String text) throws Refused {
        return Lint.community().problems(read(text));
    }

    private static YamlDocument read(String text) throws Refused {
        return new YamlReader(Limits.DEFAULT).read(Leaves.bytes(text));
    }
}
