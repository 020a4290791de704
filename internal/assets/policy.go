// Package assets says which files of a project, besides its pages, readers of
// the site may see.
//
// Start from [New], whose [Policy] answers for each file that a page links to,
// shows or quotes. What it refuses it gives the reason of, for the author. It
// finds no links, and it reads no file but one that is called like a private key.
package assets

import (
	"bytes"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"docsite/internal/contents"
	"docsite/internal/lazy"
	"docsite/internal/regular"
	"docsite/internal/site"
)

// MaxSize is the size of the largest file that is copied into a site, in bytes.
const MaxSize = 32 << 20

// active are the types that a browser runs when it is sent to them. They are
// shown as pictures, never linked to.
var active = map[string]bool{".html": true, ".htm": true, ".xhtml": true, ".xht": true, ".xml": true, ".svg": true, ".mht": true}

// secrets are how names end that are usual for private keys, passwords and
// stores of them.
var secrets = []string{".key", ".pem", ".p12", ".pfx", ".ppk", ".jks", ".keystore", ".kdbx", ".env", ".tfstate", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519"}

// unsure matches names that are usual for passwords, and for what documents: such a
// file is published where git tracks it.
var unsure = lazy.Pattern(`^(?:kubeconfig|.*\.kubeconfig|.*credentials?(?:\.(?:json|ya?ml|csv|txt|ini|xml))?|service[-_]?account.*\.json|client_secrets?.*\.json|(?:.*[-_.])?(?:secrets?|passwords?|tokens?)\.(?:json|ya?ml|toml|txt|csv|ini)|htpasswd|.*\.(?:tfvars|p8|ovpn|sqlite3?|kdb))$`)

// samples are words in the name of a file that is no secret though it is
// called like one.
var samples = []string{"example", "sample", "public"}

// Refusal says why a file is not published, and what to do. The zero Refusal
// is none.
type Refusal struct {
	Why, Hint string
	Fatal     bool // no site may be built without the file
}

// Nowhere is the Refusal of a path at which the project has no file.
var Nowhere = Refusal{Why: "it is not there"}

// Unbuilt is the Refusal of Markdown of the pages' folder that became no page.
var Unbuilt = Refusal{Why: "it is no page of this site", Hint: "a draft is built with --drafts"}

// Policy decides for one reading of a project. It is safe for use by several
// goroutines.
type Policy struct {
	site    *site.Site
	tracked func() (map[string]bool, error)
	looked  atomic.Int64 // files, for one that was meant

	certificates sync.Map // by file: whether one that is called like a private key holds none
}

// New makes the policy of a project. It asks for the files that git tracks
// once, when a file first needs it.
func New(s *site.Site) *Policy {
	tracked := s.Tracked
	if tracked == nil {
		tracked = func() (map[string]bool, error) { return nil, nil }
	}
	return &Policy{site: s, tracked: sync.OnceValues(tracked)}
}

// Refuse says why a file, a slash path relative to the project, may not be
// shown as a picture, or not be linked to.
func (p *Policy) Refuse(file string, picture bool) Refusal {
	if file == "" || file == "." {
		return Nowhere
	}
	info, err := fs.Stat(p.site.FS, file)
	if err == nil && info.IsDir() && !picture {
		return Refusal{Why: "it is a folder without a page", Hint: "link to a file, or to the folder's place on the web"}
	}
	if err != nil || !info.Mode().IsRegular() {
		return Nowhere
	}
	real, err := realPath(p.site.FS, file)
	if err != nil {
		return Nowhere
	}
	switch {
	case Hidden(Shown(file)) || Hidden(Shown(real)) || !p.isGiven(file, real):
		hint := "copy what readers may see to a name without the dot"
		if contents.IsPicture(file) {
			hint += ", or have git track it"
		}
		return Refusal{Why: "hidden files never are", Hint: hint}
	case (secret(file) || secret(real)) && !p.isCertificate(real):
		return Refusal{Why: "it is called like a private key or a list of passwords", Hint: "a public key or certificate may end in .pub or .crt, an example have the word example in its name"}
	case p.unbuilt(real):
		return Unbuilt
	case info.Size() > MaxSize:
		return Refusal{Why: "it has more than 32 MiB", Hint: "link to the place from which it is downloaded"}
	}
	if no := Typed(file, picture); no != (Refusal{}) {
		return no
	}
	if no := p.untracked(real, picture); no != (Refusal{}) || !isUnsure(real) {
		return no
	}
	if tracked, _ := p.tracked(); !tracked[real] {
		return Refusal{Why: "it is called like a list of passwords, and git does not track it", Hint: fmt.Sprintf("git add %q, if readers may see it", file)}
	}
	return Refusal{}
}

func isUnsure(file string) bool {
	name := strings.ToLower(path.Base(file))
	return unsure().MatchString(name) && !isHarmless(name)
}

// isHarmless reports whether a name in lower case tells that a file is an example, or a
// Dockerfile for what stands behind the dot: Dockerfile.sqlite.
func isHarmless(name string) bool {
	return dockerfiles().MatchString(name) || slices.ContainsFunc(samples, func(word string) bool { return strings.Contains(name, word) })
}

var dockerfiles = lazy.Pattern(`^(?:.+\.)?(?:docker|container)file$|^(?:docker|container)file\.`)

// Typed refuses a file whose type cannot be shown, or not be linked to.
func Typed(file string, picture bool) Refusal {
	switch {
	case picture && !contents.IsPicture(file):
		return Refusal{Why: "it is no picture that browsers show", Hint: "write a link to it"}
	case !picture && active[strings.ToLower(path.Ext(file))]:
		return Refusal{Why: "a browser would run it", Hint: "show it as a picture, or link to its place on the web"}
	}
	return Refusal{}
}

// Hidden reports whether a path has a part that starts with a dot: .git holds
// credentials on the machines that build sites, .env holds passwords.
func Hidden(file string) bool {
	return strings.HasPrefix(file, ".") || strings.Contains(file, "/.")
}

// forReaders are hidden folders from which VuePress and GitBook copy files to their sites.
var forReaders = []string{"/.vuepress/public/", "/.gitbook/assets/"}

// Shown is a path without the dots of folders that may hold something for readers: those of
// VuePress and GitBook, and those with a picture. .vuepress/public/a.png is
// vuepress/public/a.png.
func Shown(file string) string {
	name := "/" + file
	for _, folder := range forReaders {
		name = strings.Replace(name, folder, "/"+folder[2:], 1)
	}
	if dir, base := path.Split(name); contents.IsPicture(base) {
		name = strings.ReplaceAll(dir, "/.", "/") + base
	}
	return name[1:]
}

// Unshown are the paths of which another is what [Shown] gives, of those with one dot.
func Unshown(file string) []string {
	list := []string{file}
	for at := range strings.Count(file, "/") {
		elements := strings.SplitN(file, "/", at+2)
		elements[at] = "." + elements[at]
		if hidden := strings.Join(elements, "/"); Shown(hidden) == file {
			list = append(list, hidden)
		}
	}
	return list
}

// isGiven reports whether a file is for readers although a folder of it may be hidden: GitHub
// shows the pictures that git tracks. The second is the file's path without symbolic links.
func (p *Policy) isGiven(file, real string) bool {
	known := func(folder string) bool {
		return strings.Contains("/"+file, folder) && strings.Contains("/"+real, folder)
	}
	if !Hidden(file) && !Hidden(real) || slices.ContainsFunc(forReaders, known) {
		return true
	}
	tracked, err := p.tracked()
	return err == nil && tracked[real]
}

func secret(file string) bool {
	name := strings.ToLower(path.Base(file))
	return slices.ContainsFunc(secrets, func(end string) bool { return strings.HasSuffix(name, end) }) && !isHarmless(name)
}

// isCertificate reports whether a file that is called like a private key holds certificates
// and public keys alone.
func (p *Policy) isCertificate(file string) bool {
	if is, known := p.certificates.Load(file); known {
		return is.(bool)
	}
	is := false
	if strings.HasSuffix(strings.ToLower(file), ".pem") {
		text, err := regular.Read(p.site.FS, file, maxCertificates)
		is = err == nil && onlyPublic(text)
	}
	p.certificates.Store(file, is)
	return is
}

// onlyPublic reports whether a text in PEM has blocks, and none but those of public keys and
// certificates.
func onlyPublic(text []byte) bool {
	if bytes.Contains(text, []byte("PRIVATE KEY")) {
		return false
	}
	for blocks := 0; ; blocks++ {
		block, rest := pem.Decode(text)
		if block == nil {
			return blocks > 0 && !bytes.Contains(rest, []byte("-----BEGIN"))
		}
		if !slices.Contains(public, block.Type) {
			return false
		}
		text = rest
	}
}

// public are the types of PEM blocks that anybody may have.
var public = []string{"CERTIFICATE", "TRUSTED CERTIFICATE", "PUBLIC KEY", "X509 CRL"}

// maxCertificates is how many bytes are read of a file of certificates.
const maxCertificates = 1 << 20

// unbuilt reports whether a file is Markdown of the pages' folder that became
// no page.
func (p *Policy) unbuilt(file string) bool {
	_, inside := p.site.Config.InContent(file)
	return inside && contents.IsMarkdown(file) && p.site.PageOf(file) == nil
}

// untracked refuses a file that stands outside the pages' folder and is not in
// git, where git knows the project. Where that folder is the project itself it
// says nothing of what is meant for readers, but of pictures.
func (p *Policy) untracked(file string, picture bool) Refusal {
	if _, ok := p.site.Config.InContent(file); ok && (picture || p.site.Config.Content != ".") {
		return Refusal{}
	}
	tracked, err := p.tracked()
	var problem site.Problem
	switch {
	case errors.As(err, &problem):
		return Refusal{Why: problem.Message, Hint: problem.Hint}
	case err != nil:
		return Refusal{Why: err.Error()}
	case tracked != nil && !tracked[file]:
		return Refusal{Why: "git does not track it", Hint: fmt.Sprintf("git add %q, if readers may see it", file)}
	}
	return Refusal{}
}

// maxLinks is how many symbolic links a path may go through.
const maxLinks = 40

// realPath is the path of a file without symbolic links.
func realPath(fsys fs.FS, name string) (string, error) {
	done, rest := ".", strings.Split(name, "/")
	for links := 0; len(rest) > 0; {
		next := path.Join(done, rest[0])
		if rest = rest[1:]; next == ".." || strings.HasPrefix(next, "../") {
			return "", fs.ErrInvalid
		}
		info, err := fs.Lstat(fsys, next)
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			done = next
			continue
		}
		to, err := fs.ReadLink(fsys, next)
		if links++; err != nil || links > maxLinks || filepath.IsAbs(to) {
			return "", errors.Join(err, fs.ErrInvalid)
		}
		rest = append(strings.Split(filepath.ToSlash(to), "/"), rest...)
	}
	return done, nil
}
