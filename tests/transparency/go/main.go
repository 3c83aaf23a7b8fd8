// Verifies a log of Ledge by golang.org/x/mod/sumdb alone: its note and tree are somebody else's code. What is written here is the reading of files.
//
//	transparency FOLDER LOG-VKEY WITNESS-VKEY
//
// FOLDER has checkpoint, tile/ (C2SP tlog-tiles) and proofs.json. It prints the size of the log, or exits 1 with what is wrong.
package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// The height of C2SP's tiles: 256 hashes.
const height = 8

type proofs struct {
	Inclusion []struct {
		Index int64
		Leaf  tlog.Hash
		Path  tlog.RecordProof
	}
	Consistency []struct {
		Size  int64
		Root  tlog.Hash
		Proof tlog.TreeProof
	}
}

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: transparency FOLDER LOG-VKEY WITNESS-VKEY")
		os.Exit(2)
	}
	size, err := verify(os.Args[1], os.Args[2], os.Args[3])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(size)
}

func verify(folder, logKey, witnessKey string) (int64, error) {
	tree, err := openCheckpoint(folder, logKey, witnessKey)
	if err != nil {
		return 0, fmt.Errorf("checkpoint: %w", err)
	}
	stored, err := buildTree(folder, tree)
	if err != nil {
		return 0, err
	}
	return tree.N, verifyProofs(folder, tree, stored)
}

// openCheckpoint accepts a checkpoint that the log and the witness have signed.
func openCheckpoint(folder, logKey, witnessKey string) (tlog.Tree, error) {
	message, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return tlog.Tree{}, err
	}
	log, err := note.NewVerifier(logKey)
	if err != nil {
		return tlog.Tree{}, err
	}
	witness, err := newCosignatureVerifier(witnessKey)
	if err != nil {
		return tlog.Tree{}, err
	}
	signed, err := note.Open(message, note.VerifierList(log, witness))
	if err != nil {
		return tlog.Tree{}, err
	}
	if len(signed.Sigs) != 2 {
		return tlog.Tree{}, fmt.Errorf("%d of 2 signatures", len(signed.Sigs))
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 || lines[0] != log.Name() {
		return tlog.Tree{}, errors.New("not three lines of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// buildTree makes the tree anew of all entries. It compares its root with the checkpoint's and its tiles, byte for byte, with those that are served.
// It does not believe tlog.TileHashReader, which before x/mod 0.40 leaves some full tiles unverified (CVE-2026-56865): this log has such tiles.
func buildTree(folder string, tree tlog.Tree) (hashes, error) {
	var stored hashes
	for first := int64(0); first < tree.N; first += 1 << height {
		last := first + 1<<height
		if last > tree.N {
			last = tree.N
		}
		path := entriesPath(first, last)
		entries, err := readEntries(filepath.Join(folder, path))
		if err != nil || int64(len(entries)) != last-first {
			return nil, fmt.Errorf("%s: %d entries, %v", path, len(entries), err)
		}
		for at, entry := range entries {
			added, err := tlog.StoredHashes(first+int64(at), entry, stored)
			if err != nil {
				return nil, err
			}
			stored = append(stored, added...)
		}
	}
	root, err := tlog.TreeHash(tree.N, stored)
	if err != nil || root != tree.Hash {
		return nil, fmt.Errorf("tile/entries: the entries do not make the root, %v", err)
	}
	for _, tile := range tlog.NewTiles(height, 0, tree.N) {
		expected, err := tlog.ReadTileData(tile, stored)
		if err != nil {
			return nil, err
		}
		path := pathOf(tile)
		served, err := os.ReadFile(filepath.Join(folder, path))
		if err != nil || !bytes.Equal(served, expected) {
			return nil, fmt.Errorf("%s: not the tile of the entries, %v", path, err)
		}
	}
	return stored, nil
}

// hashes are those of a whole tree, in the order of sumdb.
type hashes []tlog.Hash

func (stored hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var read []tlog.Hash
	for _, index := range indexes {
		if index >= int64(len(stored)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		read = append(read, stored[index])
	}
	return read, nil
}

// verifyProofs verifies the proofs that Ledge made, and compares them with those that sumdb makes.
func verifyProofs(folder string, tree tlog.Tree, stored hashes) error {
	text, err := os.ReadFile(filepath.Join(folder, "proofs.json"))
	if err != nil {
		return err
	}
	var given proofs
	if err := json.Unmarshal(text, &given); err != nil {
		return err
	}
	for _, one := range given.Inclusion {
		if err := tlog.CheckRecord(one.Path, tree.N, tree.Hash, one.Index, one.Leaf); err != nil {
			return fmt.Errorf("inclusion of %d: %w", one.Index, err)
		}
		own, err := tlog.ProveRecord(tree.N, one.Index, stored)
		if err != nil || fmt.Sprint(own) != fmt.Sprint(one.Path) {
			return fmt.Errorf("inclusion of %d: sumdb's proof is another one: %v", one.Index, err)
		}
	}
	for _, one := range given.Consistency {
		if err := tlog.CheckTree(one.Proof, tree.N, tree.Hash, one.Size, one.Root); err != nil {
			return fmt.Errorf("consistency with %d: %w", one.Size, err)
		}
		own, err := tlog.ProveTree(tree.N, one.Size, stored)
		if err != nil || fmt.Sprint(own) != fmt.Sprint(one.Proof) {
			return fmt.Errorf("consistency with %d: sumdb's proof is another one: %v", one.Size, err)
		}
	}
	return nil
}

// pathOf is the path of C2SP, which does not have the height that sumdb's paths have.
func pathOf(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
}

// entriesPath is the path of a bundle; sumdb writes the same of its tiles of data.
func entriesPath(first, last int64) string {
	tile := tlog.Tile{H: height, L: -1, N: first >> height, W: int(last - first)}
	return strings.Replace(pathOf(tile), "tile/data/", "tile/entries/", 1)
}

func readEntries(file string) ([][]byte, error) {
	bundle, err := os.ReadFile(file)
	var entries [][]byte
	for reader := bytes.NewReader(bundle); err == nil && reader.Len() > 0; {
		var length uint16
		if err = binary.Read(reader, binary.BigEndian, &length); err != nil {
			break
		}
		entry := make([]byte, length)
		if n, _ := reader.Read(entry); n != int(length) {
			err = errors.New("an entry is cut")
		}
		entries = append(entries, entry)
	}
	return entries, err
}

// cosignature verifies Ed25519 cosignatures (C2SP tlog-cosignature), of which sumdb knows nothing.
type cosignature struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newCosignatureVerifier(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("malformed vkey")
	}
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != 4 {
		return nil, errors.New("not a vkey of Ed25519 cosignatures")
	}
	return cosignature{parts[0], uint32(hash), key[1:]}, nil
}

func (v cosignature) Name() string    { return v.name }
func (v cosignature) KeyHash() uint32 { return v.hash }

func (v cosignature) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(signature), text)
	return ed25519.Verify(v.key, []byte(message), signature[8:])
}
