package treewarden.worker.evaluate;

import java.net.URI;
import treewarden.sdg.precheck.Student;
import treewarden.sdg.teacher.OpenAiTeacher;

/** A model that is served; closed, its server ends, and with it all that it has started. */
public final class ServedModel implements ExamModel {
    private final String name;
    private final URI url;
    private final OpenAiTeacher teacher;
    private final int contextTokens;
    private final ChildProcess process;

    ServedModel(String name, URI url, OpenAiTeacher teacher, int contextTokens, ChildProcess process) {
        this.name = name;
        this.url = url;
        this.teacher = teacher;
        this.contextTokens = contextTokens;
        this.process = process;
    }

    @Override
    public String name() {
        return name;
    }

    /** Base of its API: {@code http://127.0.0.1:PORT/v1}. */
    @Override
    public URI url() {
        return url;
    }

    @Override
    public Student student() {
        return new Student(teacher, contextTokens);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        teacher.close();
        process.close();
    }
}
