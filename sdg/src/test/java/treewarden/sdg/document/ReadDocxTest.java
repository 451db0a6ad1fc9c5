package treewarden.sdg.document;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.sdg.document.DocxMaker.cell;
import static treewarden.sdg.document.DocxMaker.run;
import static treewarden.sdg.document.Readings.bytes;
import static treewarden.sdg.document.Readings.text;
import static treewarden.sdg.document.Readings.why;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadDocxTest {
    private static Reading read(byte[] bytes) {
        return ReadBytes.read(DocumentFormat.DOCX, bytes, 1_000_000);
    }

    @Test
    void headingsListsAndTablesAreKept() {
        var docx = new DocxMaker()
                .styled("berschrift1", "The Phoenix")
                .styled("Verzeichnis1", "The Phoenix 1")
                .xml("<w:p>" + run("A minor ") + run("constellation") + "<w:r><w:tab/><w:t>south</w:t></w:r></w:p>")
                .styled("Mine", "Stars")
                .item(1, 0, "Ankaa")
                .item(1, 1, "orange")
                .item(2, 0, "first")
                .item(2, 0, "second")
                .xml("<w:tbl><w:tr>" + cell("Star") + cell("Kind") + "</w:tr><w:tr>"
                        + "<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p>" + run("Ankaa") + "</w:p></w:tc>"
                        + cell("giant") + "</w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" + cell("K")
                        + "</w:tr></w:tbl>")
                .paragraph("The end.");

        assertThat(text(read(docx.bytes()))).isEqualTo("""
                # The Phoenix

                A minor constellation south

                ## Stars

                - Ankaa
                   - orange
                1. first
                2. second

                | Star | Kind |
                | --- | --- |
                | Ankaa | giant |
                | Ankaa | K |

                The end.""");
    }

    @Test
    void deletedAndHiddenTextIsNotRead() {
        var docx = new DocxMaker()
                .xml("<w:p>" + run("Kept") + "<w:del>" + run(" deleted") + "</w:del><w:ins>"
                        + run(" inserted") + "</w:ins><w:moveFrom>" + run(" moved") + "</w:moveFrom>"
                        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>" + run(" seen") + "</w:p>");

        assertThat(text(read(docx.bytes()))).isEqualTo("Kept inserted seen");
    }

    @Test
    void aFootnoteFollowsItsParagraph() {
        var docx = new DocxMaker()
                .xml("<w:p>" + run("Bayer drew it.") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>")
                .paragraph("Then Lacaille.")
                .part(
                        "word/footnotes.xml",
                        "<footnotes><footnote id=\"2\"><p>"
                                + run("In 1603.").replace("w:", "").replace("xml:space", "a")
                                + "</p></footnote></footnotes>");

        assertThat(text(read(docx.bytes()))).isEqualTo("Bayer drew it.\n\nFootnote: In 1603.\n\nThen Lacaille.");
    }

    @Test
    void theTextIsWhereThePackageSaysThatItIs() {
        var docx = new DocxMaker().paragraph("Moved.");
        var parts = new LinkedHashMap<String, byte[]>();
        parts.put("_rels/.rels", bytes("<r><a Type=\"x/officeDocument\" Target=\"/word/document2.xml\"/></r>"));
        parts.put("word/document2.xml", bytes(docx.document()));

        assertThat(text(read(DocxMaker.zip(parts)))).isEqualTo("Moved.");
    }

    @Test
    void entitiesAreRefusedWhateverTheyDo() {
        var laughs =
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><document>&b;</document>";
        var file = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                + "<document><p><r><t>&a;</t></r></p></document>";

        assertThat(why(read(new DocxMaker().part("word/document.xml", laughs).bytes())))
                .contains("document type");
        assertThat(why(read(new DocxMaker().part("word/document.xml", file).bytes())))
                .contains("document type");
        assertThat(why(read(new DocxMaker()
                        .part("word/document.xml", "<document><p><r><t>&a;</t></r></p></document>")
                        .bytes())))
                .contains("word/document.xml");
    }

    @Test
    void xmlThatIsTooDeepOrBrokenSaysSo() {
        assertThat(why(read(
                        new DocxMaker().xml("<w:tbl><w:tr><w:tc>".repeat(200)).bytes())))
                .contains("nested");
        assertThat(why(read(new DocxMaker().xml("<w:p>").bytes()))).contains("not the XML of a word processor");
    }

    @Test
    void aZipBombIsToldByWhatItUnpacksTo() {
        var bomb = new DocxMaker()
                .paragraph("a")
                .part("word/media/image1.png", new byte[64 << 20])
                .bytes();
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(why(read(bomb))).contains("200 times its size");

        var many = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < 5_000; i++) {
            many.put("part" + i, new byte[0]);
        }
        assertThat(why(read(DocxMaker.zip(many)))).contains("4000 entries");
    }

    @Test
    void aZipThatIsCutOffSaysSo() {
        var whole = new DocxMaker().paragraph("Some text").bytes();
        for (int length = 5; length < whole.length; length += 3) {
            assertThat(read(Arrays.copyOf(whole, length))).isNotNull();
        }
        assertThat(why(read(Arrays.copyOf(whole, 60)))).contains("damaged");
        assertThat(why(read(DocxMaker.zip(Map.of("word/document.xml", bytes("<document/>"))))))
                .contains("no text");
    }
}
