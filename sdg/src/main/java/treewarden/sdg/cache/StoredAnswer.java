package treewarden.sdg.cache;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Usage;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Finish;

/** An answer as bytes: how it ended, what it cost, the model's name, the text, deflated where that makes it shorter. */
final class StoredAnswer {
    private static final int PLAIN = 0;
    private static final int DEFLATED = 1;

    /** Shorter texts hardly get shorter. */
    private static final int WORTH_DEFLATING = 160;

    private static final int HEAD = 4 + 2 * Long.BYTES + 2 * Integer.BYTES;

    /** They hold memory outside the heap and take longer to make than to use: a few are kept. */
    private static final ArrayBlockingQueue<Deflater> DEFLATERS = new ArrayBlockingQueue<>(4);

    private static final ArrayBlockingQueue<Inflater> INFLATERS = new ArrayBlockingQueue<>(4);

    private StoredAnswer() {}

    static byte[] write(Answer answer) {
        var model = answer.model().getBytes(StandardCharsets.UTF_8);
        var text = answer.text().getBytes(StandardCharsets.UTF_8);
        var shorter = text.length < WORTH_DEFLATING ? null : deflate(text);
        var body = shorter == null ? text : shorter;
        return ByteBuffer.allocate(HEAD + model.length + body.length)
                .put((byte) (shorter == null ? PLAIN : DEFLATED))
                .put(code(answer.finish()))
                .putShort((short) 0)
                .putLong(answer.usage().promptTokens())
                .putLong(answer.usage().completionTokens())
                .putInt(model.length)
                .putInt(text.length)
                .put(model)
                .put(body)
                .array();
    }

    /** The answer, or null where the bytes are none, such as those of a later version. */
    static @Nullable Answer read(ByteBuffer from) {
        try {
            int form = from.get();
            var finish = finish(from.get());
            from.getShort();
            var usage = new Usage(1, from.getLong(), from.getLong());
            int modelLength = from.getInt();
            int textLength = from.getInt();
            if (finish == null || modelLength < 0 || modelLength > from.remaining() || textLength < 0) {
                return null;
            }
            var model = text(from, modelLength);
            var body = form == DEFLATED ? inflate(from, textLength) : form == PLAIN ? from : null;
            if (body == null || body.remaining() != textLength) {
                return null;
            }
            return new Answer(model, text(body, textLength), finish, usage, Usage.NONE, Answer.Source.CACHED);
        } catch (BufferUnderflowException e) {
            return null;
        }
    }

    private static String text(ByteBuffer from, int length) {
        var text = new String(from.array(), from.arrayOffset() + from.position(), length, StandardCharsets.UTF_8);
        from.position(from.position() + length);
        return text;
    }

    /** Letters rather than positions, so that the order of the constants means nothing on the disk. */
    private static byte code(Finish finish) {
        return (byte)
                switch (finish) {
                    case STOP -> 's';
                    case LENGTH -> 'l';
                    case FILTERED -> 'f';
                    case UNKNOWN -> 'u';
                };
    }

    private static @Nullable Finish finish(byte code) {
        return switch (code) {
            case 's' -> Finish.STOP;
            case 'l' -> Finish.LENGTH;
            case 'f' -> Finish.FILTERED;
            case 'u' -> Finish.UNKNOWN;
            default -> null;
        };
    }

    private static byte @Nullable [] deflate(byte[] text) {
        var known = DEFLATERS.poll();
        var deflater = known == null ? new Deflater(Deflater.BEST_SPEED, true) : known;
        deflater.setInput(text);
        deflater.finish();
        var out = new byte[text.length];
        int length = deflater.deflate(out);
        boolean shorter = deflater.finished() && length < text.length;
        deflater.reset();
        if (!DEFLATERS.offer(deflater)) {
            deflater.end();
        }
        return shorter ? Arrays.copyOf(out, length) : null;
    }

    private static @Nullable ByteBuffer inflate(ByteBuffer from, int length) {
        // No deflated text is a thousandth of its length and no byte more: what claims to be is no text of ours.
        if (length > 1_100L * (from.remaining() + 1)) {
            return null;
        }
        var known = INFLATERS.poll();
        var inflater = known == null ? new Inflater(true) : known;
        try {
            inflater.setInput(from);
            var out = new byte[length];
            int read = inflater.inflate(out);
            return read == length ? ByteBuffer.wrap(out) : null;
        } catch (DataFormatException e) {
            return null;
        } finally {
            inflater.reset();
            if (!INFLATERS.offer(inflater)) {
                inflater.end();
            }
        }
    }
}
