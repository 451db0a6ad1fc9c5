package treewarden.sdg.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each of these expressions finds is what Python's {@code re.findall} finds. */
class PythonPatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(a.c); a\\nc abc; [a\\nc, abc]",
                "(?P<my_q>\\w)x(?P=my_q); axa bxc; [a]",
                "([^[]+)\\[; ab[cd[; [ab, cd]",
                "([[&&a]+); x[&a]; [[&a]",
                "([]x]+); a]x]b; []x]]",
                "([^]]+); ab]c; [ab, c]",
                "{(\\w+)}; a {b} c; [b]",
                "(a{,2})b; aaab; [aa]",
                "(a{2}); aaaa; [aa, aa]",
                "(?#what it is)(a); ba; [a]",
                "(\\w+)\\Z; a b; [b]",
                "(\\w+)$; a b; [b]",
                "(?i)(ä+); äÄ; [äÄ]",
                "([\\]x]+); a]x; []x]",
                "(\\w+); größe; [größe]",
                "(?:Q|q)\\s*(.*?)\\s*(?=Q|$); Q a\\nq b; [a\\nq b]"
            })
    void findsWhatPythonFinds(String expression, String text, String found) {
        var results = PythonPattern.compile(expression)
                .matcher(text.replace("\\n", "\n"))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(results.toString()).isEqualTo(found.replace("\\n", "\n"));
    }

    @Test
    void whatIsNoExpressionIsRefused() {
        for (var expression : List.of("(", "[", "[a", "a\\", "(?P<x", "*")) {
            assertThatThrownBy(() -> PythonPattern.compile(expression))
                    .as(expression)
                    .isInstanceOf(PatternSyntaxException.class);
        }
    }
}
