package treewarden.sdg.document.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    /** What Python's glob with {@code recursive=True} says of the same. */
    @ParameterizedTest
    @CsvSource({
        "a.md, a.md",
        "*.md, a.md",
        "docs/*.md, docs/a.md",
        "./docs//a.md, docs/a.md",
        "**/*.md, a.md",
        "**/*.md, x/y/z/a.md",
        "docs/**/*.md, docs/a.md",
        "docs/**/*.md, docs/x/y/a.md",
        "docs/**, docs/x/y/a.md",
        "**, x/y/a.md",
        "**/**/a.md, a.md",
        "d**s/a.md, docs/a.md",
        "docs/?.md, docs/a.md",
        "docs/[a-c].md, docs/b.md",
        "docs/[!a].md, docs/b.md",
        "docs/[]x].md, docs/].md",
        "docs/[a-].md, docs/-.md",
        "docs/[.md, docs/[.md",
        ".github/*.md, .github/a.md",
        "docs/.*, docs/.a.md",
        "*, köln.md",
        "k?ln.md, köln.md",
        "a*b*c, aXbXbXc"
    })
    void thePatternMatches(String pattern, String path) {
        assertThat(Glob.of(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a.md, A.md",
        "*.md, docs/a.md",
        "docs/*.md, docs/x/a.md",
        "docs/*.md, a.md",
        "docs, docs/a.md",
        "docs/, docs/a.md",
        "docs/, docs",
        "docs/., docs",
        "docs/**, docs",
        "*, .hidden.md",
        "**/*.md, .github/a.md",
        "**/*.md, x/.a.md",
        "**, .a.md",
        "[.]a.md, .a.md",
        "?a.md, .a.md",
        "docs/?.md, docs/ab.md",
        "docs/[!a].md, docs/a.md",
        "docs/[z-a].md, docs/b.md",
        "docs/[^a].md, docs/b.md",
        "docs/{a,b}.md, docs/a.md",
        "a*b*c, aXcXb"
    })
    void thePatternDoesNotMatch(String pattern, String path) {
        assertThat(Glob.of(pattern).matches(path)).isFalse();
    }

    /** Case S50 of the notes on security: each of these takes for ever where a matcher tries all ways. */
    @ParameterizedTest
    @ValueSource(strings = {"**/a/", "**/**/", "*a*/**/", "**/*a*a*a*/"})
    void noPatternTakesForEver(String part) {
        var pattern = part.repeat(30) + "*a*a*a*a*a*a*a*b";
        var path = "a/".repeat(2_000) + "a".repeat(2_000);

        assertThat(Glob.of(pattern).matches(path)).isFalse();
    }

    @Test
    void aFolderInWhichNothingCanMatchIsNotLookedInto() {
        var glob = Glob.of("docs/*.md");

        assertThat(glob.goesOn(glob.step(glob.start(), "docs"))).isTrue();
        assertThat(glob.goesOn(glob.step(glob.start(), "src"))).isFalse();
        assertThat(glob.goesOn(glob.step(glob.step(glob.start(), "docs"), "a.md")))
                .isFalse();
    }

    /** Case S47. */
    @Test
    void aPatternThatLeavesTheRepositoryMatchesNothingAndSaysSo() {
        var patterns = Patterns.of(List.of("/etc/*.md", "../../etc/*", "docs/../../x", " ", "docs/*.md", "docs/*.md"));

        assertThat(patterns.wanted()).extracting(Patterns.Wanted::text).containsExactly("docs/*.md");
        assertThat(patterns.refused())
                .extracting(Refused::path)
                .containsExactly("/etc/*.md", "../../etc/*", "docs/../../x", " ");
        assertThat(patterns.refused().get(0).why())
                .isEqualTo("matches nothing, since it begins at the root of a machine: write it from the root of the"
                        + " repository, without the first slash");
        assertThat(patterns.refused().get(1).why())
                .isEqualTo("matches nothing, since .. leads out of the repository: write it from the root of the"
                        + " repository");
    }

    @Test
    void aThousandPatternsAreTooMany() {
        assertThatThrownBy(() -> Patterns.of(Collections.nCopies(1_000, "*.md")))
                .isInstanceOf(DocumentsUnavailable.class)
                .hasMessageStartingWith("document.patterns: 1000 patterns, and at most 50 are looked for");
    }
}
