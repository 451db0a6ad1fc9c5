package treewarden.sdg.document;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.sdg.document.Readings.notes;
import static treewarden.sdg.document.Readings.text;
import static treewarden.sdg.document.Readings.why;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReadPdfTest {
    private static Reading read(PdfMaker pdf) {
        return ReadBytes.read(DocumentFormat.PDF, pdf.bytes(), 1_000_000);
    }

    @Test
    void largeLinesAreHeadingsAndTheOthersParagraphs() {
        var pdf = new PdfMaker()
                .heading(24, "The Phoenix")
                .line("Phoenix is a minor constellation in the southern sky. Named after the mythical")
                .line("phoenix, it was first depicted on a celestial atlas by Johann Bayer in his 1603")
                .line("Uranometria.")
                .gap()
                .line("The French explorer Lacaille charted the brighter stars and gave their designa-")
                .line("tions in 1756.")
                .heading(16, "Characteristics")
                .line("It is bordered by Fornax and Sculptor to the north, and by Grus to the west.");

        assertThat(text(read(pdf))).isEqualTo("""
                # The Phoenix

                Phoenix is a minor constellation in the southern sky. Named after the mythical phoenix, it was first \
                depicted on a celestial atlas by Johann Bayer in his 1603 Uranometria.

                The French explorer Lacaille charted the brighter stars and gave their designations in 1756.

                ## Characteristics

                It is bordered by Fornax and Sculptor to the north, and by Grus to the west.""");
    }

    @Test
    void aBoldLineThatStandsAloneIsAHeading() {
        var pdf = new PdfMaker()
                .line("Some text that comes before the heading in question.")
                .gap();
        pdf.at(70, 690, PdfMaker.BOLD, 11, "Visible stars");
        pdf.at(70, 676, PdfMaker.PLAIN, 11, "A curved line of stars comprising Alpha and Kappa.");

        assertThat(text(read(pdf)))
                .isEqualTo("Some text that comes before the heading in question.\n\n# Visible stars\n\n"
                        + "A curved line of stars comprising Alpha and Kappa.");
    }

    @Test
    void runningHeadsAndPageNumbersAreDroppedAndSentencesGoOnOverThePage() {
        var pdf = new PdfMaker();
        for (int page = 1; page <= 4; page++) {
            pdf.head("A short history of birds").foot(Integer.toString(page));
            pdf.line("Page " + "abcd".charAt(page - 1)
                            + " begins a sentence that goes on for longer than the page, and")
                    .line("so it is");
            pdf = page < 4 ? pdf.page() : pdf;
            if (page < 4) {
                pdf.line("continued here.");
            }
        }

        assertThat(text(read(pdf)))
                .doesNotContain("history of birds")
                .contains("so it is continued here.")
                .doesNotContainPattern("\\d");
    }

    @Test
    void alignedColumnsAreATable() {
        var pdf = new PdfMaker()
                .line("The stars are:")
                .gap()
                .row("Star", "Magnitude", "Distance")
                .row("Ankaa", "2.40", "85 ly")
                .row("Beta", "3.31", "225 ly")
                .gap()
                .gap()
                .gap()
                .line("There are more.");

        assertThat(text(read(pdf))).isEqualTo("""
                The stars are:

                | Star | Magnitude | Distance |
                | --- | --- | --- |
                | Ankaa | 2.40 | 85 ly |
                | Beta | 3.31 | 225 ly |

                There are more.""");
    }

    @Test
    void twoColumnsOfProseAreReadOneAfterTheOther() {
        var pdf = new PdfMaker();
        for (int i = 0; i < 8; i++) {
            pdf.at(60, 700 - i * 14, PdfMaker.PLAIN, 10, "left column line number " + i + " of the story");
            pdf.at(310, 700 - i * 14, PdfMaker.PLAIN, 10, "right column line number " + i + " of the story");
        }

        assertThat(text(read(pdf)))
                .doesNotContain("|")
                .matches("(?s).*left column line number 7 .*right column line number 0.*");
    }

    @Test
    void aBoxThatIsDrawnLastIsReadWhereItStands() {
        var pdf = new PdfMaker()
                .line("The program reads as follows and does nothing:")
                .at(70, 660, PdfMaker.PLAIN, 11, "That was the program.")
                .at(70, 688, PdfMaker.MONO, 11, "exit(0);");

        assertThat(text(read(pdf)))
                .isEqualTo(
                        "The program reads as follows and does nothing:\n\n```\nexit(0);\n```\n\nThat was the program.");
    }

    @Test
    void itemsAndCodeKeepTheirForm() {
        var pdf = new PdfMaker()
                .line("You need two things for this to work, which are the following:")
                .line("- a cup of flour that is")
                .at(80, 702, PdfMaker.PLAIN, 11, "not too coarse")
                .at(70, 688, PdfMaker.PLAIN, 11, "- water")
                .gap()
                .gap()
                .gap()
                .code(0, "for (x : list) {")
                .code(4, "bake(x);")
                .code(0, "}");

        assertThat(text(read(pdf))).isEqualTo("""
                You need two things for this to work, which are the following:

                - a cup of flour that is not too coarse
                - water

                ```
                for (x : list) {
                    bake(x);
                }
                ```""");
    }

    @Test
    void aCompoundThatIsWrittenSoElsewhereKeepsItsHyphen() {
        var pdf = new PdfMaker()
                .line("This is state-of-the-art work, and well-known. Some people say that it is well-")
                .line("known, others that it is unheard-of.");

        assertThat(text(read(pdf))).contains("that it is well-known, others");
    }

    @Test
    void aLockedPdfSaysSo() {
        assertThat(why(read(new PdfMaker().line("secret").withPassword("password"))))
                .isEqualTo("it is encrypted: commit a copy without a password");
        assertThat(why(read(new PdfMaker().line("secret").notToBeExtracted()))).contains("forbids");
    }

    @Test
    void aScanSaysThatItNeedsOcr() {
        assertThat(why(read(new PdfMaker().page())))
                .contains("2 pages hold no text")
                .contains("ocrmypdf");

        var mixed = read(new PdfMaker().line("A page with text.").page());
        assertThat(notes(mixed)).containsExactly("1 of its 2 pages hold no text; they may be scanned.");
    }

    @Test
    void aDamagedPdfSaysSo() {
        var bytes = new PdfMaker().line("Text").bytes();
        for (int length = 10; length < bytes.length; length += 7) {
            var cut = ReadBytes.read(DocumentFormat.PDF, Arrays.copyOf(bytes, length), 1_000_000);
            assertThat(cut).isNotNull();
        }
        assertThat(why(ReadBytes.read(DocumentFormat.PDF, Readings.bytes("%PDF-1.4\nnothing"), 1_000_000)))
                .contains("damaged");
    }
}
