"""Starts MiniStack and keeps what it forgets by itself.

The engine saves its state when it stops. Killed, it would come back with tables older than the
objects in S3, and the log, which never signs a fork, would refuse to go on. So tables are kept
by a journal, locks of object versions beside their objects, sent mails in a folder, and the rest
is saved every few seconds. Queues are found again at another port. Nothing here changes how a service answers.

Each edit asserts what it changes. The folder for mails is ASSENT_MAILS. Standard input is the
leash: when whoever started this is gone, the engine stops as if it had been asked to. The file
`unsaved` stands beside the saved state while the engine runs, and after it was killed.
"""

import asyncio
import copy
import glob
import json
import os
import signal
import threading
from importlib.metadata import version

assert version("ministack") == "1.5.33", "Read boot.py again before changing the engine's version."

import ministack.app as app
from ministack.core import persistence
from ministack.services import cloudwatch, cloudwatch_logs, dynamodb, s3, ses, ses_v2, sqs

SAVE_EVERY_SECONDS = 10
NEWEST = 200  # log streams of a function (one is one invocation), values of a metric
STATE = os.environ["STATE_DIR"]
MAILS = os.environ["ASSENT_MAILS"]
UNSAVED = os.path.join(STATE, "unsaved")


def wrap(module, name, around):
    """Replaces a function of the module by `around(that function)`."""
    assert callable(getattr(module, name, None)), f"{module.__name__} has no {name}"
    setattr(module, name, around(getattr(module, name)))


# -- DynamoDB: every change of an item goes to a journal, replayed over the last saved state --


class Journal:
    """Lines `[table id, pk, sk, item or null]`. A transaction's lines are written in one piece.

    A generation begins with each start and each save; those before a save go when it has succeeded.
    Replaying a line that is saved already changes nothing.
    """

    def __init__(self):
        self.lock, self.held, self.file = threading.RLock(), None, None
        self.generation = max(map(self.number, self.files()), default=0)

    @staticmethod
    def files():
        return sorted(glob.glob(os.path.join(STATE, "items.*.journal")), key=Journal.number)

    @staticmethod
    def number(path):
        return int(path.rsplit(".", 2)[1])

    def begin(self):
        with self.lock:
            os.makedirs(STATE, exist_ok=True)
            self.generation += 1
            if self.file:
                self.file.close()
            path = os.path.join(STATE, f"items.{self.generation}.journal")
            self.file = open(path, "ab", buffering=0)

    def forget_saved(self):
        for path in self.files():
            if self.number(path) < self.generation:
                os.remove(path)

    def write(self, table, pk, sk, item):
        line = json.dumps([table["TableId"], pk, sk, item]).encode() + b"\n"
        with self.lock:
            if self.held is not None:
                self.held.append(line)
            elif self.file:
                self.file.write(line)

    def together(self, function):
        def held(*args):
            with self.lock:
                self.held = []
                try:
                    return function(*args)
                finally:
                    lines, self.held = self.held, None
                    if lines and self.file:
                        self.file.write(b"".join(lines))

        return held

    def replay(self, set_item, remove_item):
        tables = {table["TableId"]: table for table in dynamodb._tables.all_values()}
        for path in self.files():
            with open(path, "rb") as file:
                for line in file:
                    if not line.endswith(b"\n"):
                        break  # cut off by the kill: that request was never answered
                    table_id, pk, sk, item = json.loads(line)
                    table = tables.get(table_id)
                    if table is None:
                        continue
                    if item is None:
                        remove_item(table, pk, sk)
                    else:
                        set_item(table, pk, sk, item)


journal = Journal()
set_item, remove_item = dynamodb._set_item, dynamodb._remove_item
assert set_item.__code__.co_varnames[:4] == ("table", "pk_val", "sk_val", "item")
assert remove_item.__code__.co_varnames[:3] == ("table", "pk_val", "sk_val")


def set_and_note(table, pk, sk, item):
    old = set_item(table, pk, sk, item)
    journal.write(table, pk, sk, item)
    return old


def remove_and_note(table, pk, sk):
    old = remove_item(table, pk, sk)
    if old is not None:
        journal.write(table, pk, sk, None)
    return old


dynamodb._set_item, dynamodb._remove_item = set_and_note, remove_and_note
wrap(dynamodb, "_transact_write_items", journal.together)


# Positions of stream readers are saved, the records are not: readers would wait for as many new
# records as there were old ones.
STREAMS = ("_stream_records", "_stream_trimmed")


def save_tables(get_state):
    def state():
        with journal.lock:
            journal.begin()
            streams = {name: copy.deepcopy(getattr(dynamodb, name)) for name in STREAMS}
            return {**get_state(), **streams}

    return state


def load_tables(load):
    def loaded(data):
        load(data)
        for name in STREAMS:
            getattr(dynamodb, name).update(data.get(name, {}))
        journal.replay(set_item, remove_item)

    return loaded


def save_and_forget(save_state):
    def save(service, data):
        if service != "dynamodb":
            return save_state(service, data)
        path = os.path.join(STATE, "dynamodb.json")
        before = os.path.exists(path) and os.stat(path).st_ino
        save_state(service, data)  # logs a failure and returns all the same
        if os.path.exists(path) and os.stat(path).st_ino != before:
            journal.forget_saved()

    return save


wrap(dynamodb, "get_state", save_tables)
wrap(dynamodb, "load_persisted_state", load_tables)
wrap(persistence, "save_state", save_and_forget)


# -- S3: retention and legal hold of a version lie beside the object, as its tags do --

LOCKS = (("retention", s3._object_retention), ("legal_hold", s3._object_legal_hold))


def with_locks(history):
    def meta(bucket, key):
        kept = history(bucket, key)
        versions = (version["version_id"] for version in kept.get("versions", ()))
        ids = [None, *(i for i in versions if i != "null")]
        for field, store in LOCKS:
            found = {i or "null": store.get((bucket, key, i)) for i in ids}
            kept[field] = {i: value for i, value in found.items() if value is not None}
        return kept

    return meta


def restore_locks(load):
    def restored(account, bucket, bucket_name, key, meta):
        load(account, bucket, bucket_name, key, meta)
        for field, store in LOCKS:
            for i, value in (meta.get(field) or {}).items():
                store._data[(account, (bucket_name, key, None if i == "null" else i))] = value

    return restored


def then_persist(put):
    def kept(bucket_name, key, *rest):
        answer = put(bucket_name, key, *rest)
        if answer[0] == 200:
            s3._persist_version_state(bucket_name, key, s3._buckets[bucket_name])
        return answer

    return kept


wrap(s3, "_key_history_meta", with_locks)
wrap(s3, "_load_persisted_history", restore_locks)
wrap(s3, "_put_object_retention", then_persist)
wrap(s3, "_put_object_legal_hold", then_persist)
assert not s3.S3_PERSIST, "Objects were loaded at import, without their locks."
s3.S3_PERSIST = True
s3._load_persisted_data()


# -- SQS: queues are kept by their address, and an address names the port of the start it is of --


def at_this_port(load):
    def loaded(data):
        load(data)
        queues = sqs._queues._data
        for account, region, address in list(queues):
            queue = queues.pop((account, region, address))
            here = sqs._queue_url_for_account(account, queue["name"])
            queues[account, region, here] = {**queue, "url": here}
        sqs._queue_name_to_url.clear()
        sqs._rebuild_queue_name_index()

    return loaded


wrap(sqs, "load_persisted_state", at_this_port)


# -- SES: each mail as a file, with what the engine's own list leaves out --


def keep_mail(handle):
    async def handled(method, path, headers, body, query):
        answer = await handle(method, path, headers, body, query)
        if method == "POST" and path.endswith("/outbound-emails") and answer[0] == 200:
            write_mail(ses._sent_emails_list()[-1], json.loads(body))
        return answer

    return handled


def write_mail(sent, request):
    simple = (request.get("Content") or {}).get("Simple") or {}
    reply_to, headers = request.get("ReplyToAddresses") or [], simple.get("Headers") or []
    mail = {**sent, "ReplyTo": reply_to, "Headers": headers}
    os.makedirs(MAILS, exist_ok=True)
    milliseconds, mail_id = int(sent["Timestamp"] * 1000), sent["MessageId"].split("@")[0]
    path = os.path.join(MAILS, f"{milliseconds:013d}-{mail_id}.json")
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(mail, file)
    os.replace(path + ".part", path)


wrap(ses_v2, "handle_request", keep_mail)


# -- Saving and stopping --


def saving(ready):
    async def loop():  # on the event loop: from a thread, copies fail under load
        await ready()
        journal.begin()
        open(UNSAVED, "w").close()
        while True:
            await asyncio.sleep(SAVE_EVERY_SECONDS)
            try:
                forget_old_observations()
                app.save_all(app._build_persistence_save_dict())
            except Exception:
                persistence.logger.exception("The state could not be saved; it is tried again.")

    return loop


def forget_old_observations():
    """The sweep runs every second: within a day its traces would be most of the state."""
    for group in cloudwatch_logs._log_groups.all_values():
        for name in list(group["streams"])[:-NEWEST]:
            del group["streams"][name]
    for values in cloudwatch._metrics.all_values():
        del values[:-NEWEST]


wrap(app, "_run_ready_scripts", saving)


def leash():
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=leash, daemon=True).start()
persistence.logger.setLevel("WARNING")  # a line for every service at every save
app.main()
os.remove(UNSAVED)
