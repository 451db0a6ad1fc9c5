package treewarden.sdg.document.fetch;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps the git configuration of the machine and of its user out: it may name a proxy, headers with tokens, files of
 * cookies, or switch the check of certificates off. JGit knows one reader of configurations for the whole process, so
 * this holds for all that Treewarden does with git.
 */
final class OwnGit extends SystemReader.Delegate {
    private OwnGit(SystemReader machine) {
        super(machine);
    }

    static synchronized void use() {
        var present = SystemReader.getInstance();
        if (!(present instanceof OwnGit)) {
            SystemReader.setInstance(new OwnGit(present));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    /** An empty configuration, which is never read and never written. */
    private static final class Nothing extends FileBasedConfig {
        Nothing(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // There is no file.
        }

        @Override
        public void save() {
            // There is no file.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
