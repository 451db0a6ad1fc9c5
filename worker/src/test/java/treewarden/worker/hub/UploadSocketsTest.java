package treewarden.worker.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reaches the system of what OkHttp writes, call by call. */
class UploadSocketsTest {
    private static final int PIECE = 8 << 10;

    /** The lengths of the calls. */
    private final List<Integer> calls = new ArrayList<>();

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final OutputStream out = new UploadSockets.Gather(new OutputStream() {
        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            calls.add(count);
            sent.write(bytes, offset, count);
        }
    });

    @Test
    void piecesOfABodyAreGatheredAndItsEndIsSentAtOnce() throws IOException {
        write("PUT /part HTTP/1.1\r\n\r\n");
        for (int i = 0; i < 20; i++) {
            out.write(new byte[PIECE]);
        }
        out.write(new byte[100]);

        assertThat(calls).containsExactly(22, 16 * PIECE, 4 * PIECE, 100);
        assertThat(sent.size()).isEqualTo(22 + 20 * PIECE + 100);
    }

    @Test
    void aBodyThatEndsWithAWholePieceIsSentByTheFlush() throws IOException {
        write("PUT /part HTTP/1.1\r\n\r\n");
        out.write(new byte[PIECE]);
        assertThat(calls).containsExactly(22);

        out.flush();

        assertThat(calls).containsExactly(22, PIECE);
    }

    @Test
    void belowTlsEachRecordIsSentAtOnceSinceNobodyFlushesIt() throws IOException {
        var hello = new byte[200];
        hello[0] = 0x16;
        out.write(hello);
        var record = new byte[PIECE];
        record[0] = 0x17;
        out.write(record);

        assertThat(calls).containsExactly(200, PIECE);
    }

    @Test
    void soIsWhatGoesThroughAProxysTunnel() throws IOException {
        write("CONNECT hub.example:443 HTTP/1.1\r\n\r\n");
        out.write(new byte[PIECE]);

        assertThat(calls).endsWith(PIECE);
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
