package treewarden.sdg.document.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.BufferedSink;

/** Answers to a fetch, made by hand: packs that nobody should send. */
final class Packs {
    private final long objects;
    private final Random random = new Random(1);

    /** @param objects how many the pack's head says there are */
    Packs(long objects) {
        this.objects = objects;
    }

    static boolean isFetch(RecordedRequest request) {
        try {
            return request.getMethod().equals("POST")
                    && new String(GitHost.body(request).readAllBytes(), StandardCharsets.UTF_8)
                            .contains("command=fetch");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MockResponse result(Buffer body) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/x-git-upload-pack-result")
                .body(body)
                .build();
    }

    /** One object, whatever the head says, and then the end. */
    MockResponse cutShort() {
        return result(new Buffer().write(head()).write(band(blob())).writeUtf8("0000"));
    }

    /** Object after object, as long as somebody listens. */
    MockResponse withoutEnd() {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/x-git-upload-pack-result")
                .body(new MockResponseBody() {
                    @Override
                    public long getContentLength() {
                        return -1;
                    }

                    @Override
                    public void writeTo(BufferedSink sink) throws IOException {
                        sink.write(head());
                        while (true) {
                            sink.write(band(blob()));
                            sink.flush();
                        }
                    }
                })
                .build();
    }

    private byte[] head() {
        var start = new Buffer().writeUtf8("PACK").writeInt(2).writeInt((int) objects);
        return new Buffer()
                .writeUtf8("000dpackfile\n")
                .write(band(start.readByteArray()))
                .readByteArray();
    }

    /** A blob of 1000 bytes that cannot be compressed. */
    private byte[] blob() {
        var bytes = new byte[1000];
        random.nextBytes(bytes);
        var packed = new ByteArrayOutputStream();
        // Type 3 and size 1000, in groups of four and seven bits.
        packed.write(0x80 | 3 << 4 | 1000 & 0x0f);
        packed.write(1000 >> 4);
        try (var out = new DeflaterOutputStream(packed, new Deflater())) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** On the first band of a multiplexed stream. */
    private static byte[] band(byte[] data) {
        return new Buffer()
                .writeUtf8(String.format("%04x", data.length + 5))
                .writeByte(1)
                .write(data)
                .readByteArray();
    }
}
