package treewarden.sdg.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.sdg.token.Tokens;

/**
 * Whatever the bytes, there is a reading and no exception. The fuzz target replays its seeds in a normal run; with
 * {@code JAZZER_FUZZ=1} it looks for new ones.
 */
class ReadBytesFuzzTest {
    private static final List<DocumentFormat> FORMATS = List.of(
            DocumentFormat.TEXT, DocumentFormat.MARKDOWN, DocumentFormat.HTML, DocumentFormat.PDF, DocumentFormat.DOCX);

    private static final Chunker CHUNKER = new Chunker(Tokens.about(), new ChunkSettings(40, 8));

    static byte[][] seeds() {
        return new byte[][] {
            {},
            Readings.bytes("---\na: b\n---\n# T\n\n<table><tr><td>x\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode"),
            Readings.bytes("<html><table><tr><td rowspan=9 colspan=9>a<ul><li>b<h1>c<pre>d"),
            new PdfMaker()
                    .heading(20, "A")
                    .line("text")
                    .row("a", "b", "c")
                    .row("d", "e", "f")
                    .bytes(),
            new DocxMaker()
                    .styled("berschrift1", "A")
                    .item(1, 0, "b")
                    .xml("<w:tbl><w:tr/></w:tbl>")
                    .bytes(),
            {(byte) 0xFF, (byte) 0xFE, 'a', 0}
        };
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void anyBytesGetAReading(byte[] bytes) {
        assertReading(bytes);
    }

    @Property(tries = 300)
    void randomBytesGetAReading(@ForAll byte[] bytes) {
        assertReading(bytes);
    }

    @Property(tries = 200)
    void aDocumentWithAByteChangedGetsAReading(@ForAll byte value, @ForAll int place, @ForAll int which) {
        var bytes = seeds()[1 + Math.floorMod(which, 4)].clone();
        bytes[Math.floorMod(place, bytes.length)] = value;
        assertReading(bytes);
    }

    @Example
    void aDocumentThatIsCutOffAnywhereGetsAReading() {
        for (var seed : seeds()) {
            for (int length = 0; length < seed.length; length += 13) {
                assertReading(Arrays.copyOf(seed, length));
            }
        }
    }

    private static void assertReading(byte[] bytes) {
        for (var format : FORMATS) {
            var reading = ReadBytes.read(format, bytes, 1_000_000);
            if (reading instanceof Reading.Read read) {
                assertThat(read.text()).isNotBlank();
                assertThat(CHUNKER.chunks(read.text())).isNotEmpty();
            } else if (reading instanceof Reading.Unreadable unreadable) {
                assertThat(unreadable.why()).isNotBlank();
            }
        }
        try {
            assertThat(DocumentFormat.of("a.md", bytes)).isNotNull();
        } catch (UnreadableException e) {
            assertThat(e.why()).isNotBlank();
        }
    }
}
