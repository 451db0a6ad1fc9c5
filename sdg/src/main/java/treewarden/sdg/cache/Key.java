package treewarden.sdg.cache;

import java.nio.ByteBuffer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Teacher;

/** The SHA-256 of everything that decides an answer, as four numbers so that it costs no object besides itself. */
public record Key(long first, long second, long third, long fourth) {
    static final int BYTES = 32;

    /** What is asked of whom, but for the name under which the model will answer: see {@link #answeredBy}. */
    public static Key of(Teacher teacher, Ask ask) {
        var sampling = ask.sampling();
        var format = sampling.format();
        var hash = new Hash("treewarden request 1")
                .text(teacher.model())
                .text(teacher.manner(ask))
                .text(ask.prompt().system())
                .text(ask.prompt().user())
                .number(Double.doubleToLongBits(sampling.temperature()))
                .number(sampling.maxTokens())
                .value(sampling.seed())
                .value(sampling.others())
                .value(format == null ? null : format.name());
        return (format == null ? hash : hash.text(format.schema())).key();
    }

    /** The key of this question's answer by the model that names itself so. */
    public Key answeredBy(String served) {
        return new Hash("treewarden answer 1")
                .number(first)
                .number(second)
                .number(third)
                .number(fourth)
                .text(served)
                .key();
    }

    static Key read(ByteBuffer from) {
        return new Key(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }

    void write(ByteBuffer to) {
        to.putLong(first).putLong(second).putLong(third).putLong(fourth);
    }
}
