package treewarden.worker.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import treewarden.domain.Printable;
import treewarden.worker.hub.RemoteFile.Storage;

/** Asks the Hub which files go to large file storage and which into git itself. */
record ChooseModes(Wire wire, HubRepo repo) {
    /** As many as the Hub takes in one request. */
    private static final int GROUP = 256;

    /** Where each path goes. */
    Map<String, Storage> modes(Manifest manifest, String revision) {
        var modes = new HashMap<String, Storage>();
        var files = new ArrayList<>(manifest.all());
        for (int start = 0; start < files.size(); start += GROUP) {
            ask(files.subList(start, Math.min(files.size(), start + GROUP)), revision, modes);
        }
        for (var file : files) {
            if (modes.get(file.path()) == null) {
                throw new HubException.Refused("the Hub does not say how " + Printable.quoted(file.path())
                        + " is to be sent, or ignores it: see the repository's .gitignore");
            }
            if (file.size() == 0) {
                // Large file storage holds no empty objects.
                modes.put(file.path(), Storage.GIT);
            }
            if (modes.get(file.path()) == Storage.GIT && file.gitName() == null) {
                throw new HubException.Refused(
                        Printable.quoted(file.path()) + " is too long for git: add its extension to"
                                + " the repository's .gitattributes with filter=lfs, then run again");
            }
        }
        return modes;
    }

    private void ask(List<LocalFile> files, String revision, Map<String, Storage> modes) {
        var body = Reply.object();
        var list = body.putArray("files");
        for (var file : files) {
            list.addObject()
                    .put("path", file.path())
                    .put("sample", Base64.getEncoder().encodeToString(sample(file)))
                    .put("size", file.size());
        }
        var url = wire.url(repo.api(), "preupload", revision).build();
        var reply = wire.send(wire.authorized(url).post(Wire.json(body)).build());
        for (var file : reply.json().path("files")) {
            if (!file.path("shouldIgnore").asBoolean(false)) {
                boolean isLarge = Reply.text(file, "uploadMode").equals("lfs");
                modes.put(Reply.text(file, "path"), isLarge ? Storage.LFS : Storage.GIT);
            }
        }
    }

    private static byte[] sample(LocalFile file) {
        try {
            return HashFolder.sample(file.file());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + Printable.quoted(file.path()) + ": " + e.getMessage(), e);
        }
    }
}
