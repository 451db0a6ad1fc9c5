package treewarden.worker.evaluate;

import java.net.URI;
import java.time.Clock;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.sdg.precheck.Student;
import treewarden.sdg.teacher.OpenAiTeacher;
import treewarden.sdg.teacher.TeacherConfig;

/** A stand-in's student as a model that is served; closing it leaves the stand-in open. */
final class StandInModel implements ExamModel {
    private final URI url;
    private final OpenAiTeacher teacher;

    StandInModel(StandInTeacher server, Clock clock) {
        url = URI.create(server.url());
        teacher = OpenAiTeacher.connect(TeacherConfig.at(url, TeacherOptions.STUDENT), clock);
    }

    @Override
    public String name() {
        return TeacherOptions.STUDENT;
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public Student student() {
        return new Student(teacher, 4_096);
    }

    @Override
    public void close() {
        teacher.close();
    }
}
