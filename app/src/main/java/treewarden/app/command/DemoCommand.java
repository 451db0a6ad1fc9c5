package treewarden.app.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import treewarden.app.demo.Demo;
import treewarden.app.demo.DemoSettings;
import treewarden.app.demo.DemoSettings.NamedTeacher;
import treewarden.app.demo.FindTrainer;

/** The whole system on one machine, to look at. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the whole system on this machine: a stand-in GitHub with pull requests to look at, a stand-in teacher"
                    + " unless you name one, and the triage page. Nothing leaves this machine, and nothing is kept.",
            "Where the trainer's Python environment is (`trainer/check --install` makes it; TREEWARDEN_TRAINER_PYTHON names"
                    + " another one), a release is trained on the CPU and published to a stand-in Hub."
        },
        footer = {
            "",
            "Example:  treewarden demo",
            "Example:  treewarden demo --taxonomy ~/taxonomy --open 20",
            "Example:  treewarden demo --teacher http://localhost:8000/v1 --model mixtral"
        })
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            defaultValue = "7070",
            description = "Where the triage page listens; 0 for a free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--taxonomy",
            paramLabel = "DIR",
            description = "A git repository of a real taxonomy: its commits are replayed as pull requests against their"
                    + " parents. It is only read.")
    private @Nullable Path taxonomy;

    @Option(
            names = "--open",
            paramLabel = "N",
            description = "With --taxonomy: only the newest N commits that touch leaves (default: all).")
    private @Nullable Integer open;

    @ArgGroup(exclusive = false)
    private @Nullable TeacherGroup teacher;

    /** A teacher needs both. */
    static final class TeacherGroup {
        @Option(
                names = "--teacher",
                required = true,
                paramLabel = "URL",
                description =
                        "A real teacher: base address of an OpenAI-compatible server. Its key, if it wants one, comes"
                                + " from the environment: " + TeacherOptions.API_KEY + ".")
        private URI url = URI.create("");

        @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model's name there.")
        private String model = "";
    }

    @Override
    public Integer call() throws InterruptedException {
        if (open != null && (taxonomy == null || open < 1)) {
            throw CommandFailed.usage("--open wants a number from 1 on, and --taxonomy beside it");
        }
        if (port < 0 || port > 65535) {
            throw CommandFailed.usage("--port must be from 0 to 65535");
        }
        var demo = Demo.start(new DemoSettings(
                port,
                taxonomy,
                open == null ? Integer.MAX_VALUE : open,
                teacher == null ? null : new NamedTeacher(teacher.url, teacher.model),
                FindTrainer.in(System.getenv(), System.getProperty("treewarden.home"))
                        .orElse(null)));
        StopOnSignal.close(demo);
        var out = spec.commandLine().getOut();
        out.println(demo.welcome());
        out.flush();
        demo.play();
        demo.awaitClosed();
        return 0;
    }
}
