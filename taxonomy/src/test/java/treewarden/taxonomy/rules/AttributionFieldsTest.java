package treewarden.taxonomy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import treewarden.domain.Credit;
import treewarden.taxonomy.Attribution;

/** What is kept of an attribution.txt for those who decide. What the rule says of one is in {@link RulesTest}. */
class AttributionFieldsTest {
    @Test
    void theFourFieldsAreKeptUnderTheirShortNamesToo() {
        assertThat(AttributionFields.credit(file("""
                Title: Phoenix (constellation)
                URL: https://example.com/phoenix
                Revision: https://example.com/phoenix?oldid=1
                Licence: CC-BY-SA-4.0
                Authors: Wikipedia Authors
                """)))
                .isEqualTo(new Credit(
                        "Phoenix (constellation)", "https://example.com/phoenix", "CC-BY-SA-4.0", "Wikipedia Authors"));
    }

    @Test
    void whatIsHostileIsBoundedAndShownForWhatItIs() {
        var credit = Objects.requireNonNull(AttributionFields.credit(
                file("Creator names: \u202Eevil" + "e".repeat(9_000) + "\nTitle of work: <b>\n")));

        assertThat(credit.title()).isEqualTo("<b>");
        assertThat(credit.licence()).as("not said").isEmpty();
        assertThat(credit.creators()).startsWith("\\u{202e}evil").hasSizeLessThan(2_100);
    }

    @Test
    void nothingIsKeptWhereThereIsNoneOrNoneThatAPersonWrote() {
        assertThat(AttributionFields.credit(new Attribution.Absent())).isNull();
        assertThat(AttributionFields.credit(new Attribution.Unknown())).isNull();
        assertThat(AttributionFields.credit(file(""))).isNull();
        assertThat(AttributionFields.credit(file("Title: a\n".repeat(9_000)))).isNull();
    }

    private static Attribution file(String text) {
        return new Attribution.Present(text.getBytes(StandardCharsets.UTF_8));
    }
}
