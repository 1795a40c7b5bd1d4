-- A publication to look at: an admin, three authors and six readers, forty published posts and three drafts on
-- making, mending and keeping things, two hundred comments, and reactions. Every date is counted back from the
-- moment of seeding, every id follows from a name, and what exists already is left alone: running this twice
-- changes nothing. The password of every account is plinth-demo-2026; this file is not for production.

create function pg_temp.seed_id(name text) returns uuid language sql immutable as
  $$ select extensions.uuid_generate_v5(extensions.uuid_ns_url(), 'https://plinth.test/' || name) $$;

-- Accounts, as Auth makes them. The sign-up trigger gives each its profile.
with person (email, name, username) as (
  values
    ('admin@plinth.test', 'Ada Whitlock', 'ada'),
    ('author@plinth.test', 'Maren Holt', 'maren'),
    ('tomas@plinth.test', 'Tomás Ferreira', 'tomas'),
    ('ines@plinth.test', 'Ines Okafor', 'ines'),
    ('reader@plinth.test', 'Noor Haddad', 'noor'),
    ('callum@plinth.test', 'Callum Reid', 'callum'),
    ('yuki@plinth.test', 'Yuki Tanaka', 'yuki'),
    ('greta@plinth.test', 'Greta Lindqvist', 'greta'),
    ('samuel@plinth.test', 'Samuel Osei', 'samuel'),
    ('petra@plinth.test', 'Petra Novák', 'petra')
), secret as materialized (
  select extensions.crypt('plinth-demo-2026', extensions.gen_salt('bf', 10)) as hash
)
insert into auth.users (
  instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data,
  created_at, updated_at, confirmation_token, recovery_token, email_change_token_new, email_change)
select '00000000-0000-0000-0000-000000000000', pg_temp.seed_id('users/' || username), 'authenticated', 'authenticated',
  email, secret.hash, now() - interval '400 days', '{"provider": "email", "providers": ["email"]}',
  jsonb_build_object('name', name, 'username', username, 'email', email, 'email_verified', true),
  now() - interval '400 days', now() - interval '400 days', '', '', '', ''
from person cross join secret
on conflict do nothing;

insert into auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
select id::text, id,
  jsonb_build_object('sub', id::text, 'email', email, 'email_verified', true, 'phone_verified', false),
  'email', created_at, created_at, created_at
from auth.users
where email like '%@plinth.test'
on conflict do nothing;

update public.profiles set bio = about.bio, created_at = now() - interval '400 days'
from (
  values
    ('ada', 'Looks after the place: subscriptions, spam, and the occasional comma.'),
    ('maren', 'Joiner in a harbour town. Writes about wood, old houses, and tools that outlive their owners.'),
    ('tomas', 'Cooks what he grows on a quarter of an acre of clay. Bread on Fridays.'),
    ('ines', 'Repairs radios by day and small programs by night.'),
    ('noor', 'Reads everything with a table in it.')
) as about (username, bio)
where profiles.username = about.username and profiles.bio = '';

insert into public.user_roles (user_id, role) values (pg_temp.seed_id('users/ada'), 'admin')
on conflict do nothing;

-- Posts. `days` is how long ago a post was published, or a draft begun.
create function pg_temp.write(
  author text, days numeric, slug text, title text, excerpt text, content text,
  visibility public.post_visibility default 'public', status public.post_status default 'published'
) returns void language plpgsql as $$
declare
  day timestamptz := now() - days * interval '1 day';
begin
  insert into public.posts (
    id, author_id, slug, title, excerpt, status, visibility, published_at, created_at, updated_at)
  values (
    pg_temp.seed_id('posts/' || slug), pg_temp.seed_id('users/' || author), slug, title, excerpt, status, visibility,
    case when status = 'published' then day end, day - interval '2 days', day)
  on conflict do nothing;
  if found then
    insert into public.post_contents (post_id, content, updated_at)
      values (pg_temp.seed_id('posts/' || slug), btrim(content, E'\n'), day);
  end if;
end $$;

-- Maren Holt: wood, houses, tools.
select pg_temp.write('maren', 362, 'a-bench-is-the-first-tool', 'A bench is the first tool',
'Before the chisels and before the saw: something heavy, flat and the right height to lean on.', $md$
People ask which chisel to buy first. The honest answer is that it hardly matters until you have something to hold the work still. A board that slides about under the plane teaches you to push less hard, and pushing less hard teaches you nothing at all.

My first bench was a door on two trestles. It taught me more about what a bench is for by being bad at it than any drawing could have done.

## What a bench has to do

- **Stay where it is.** Weight is not a luxury here. Mine has a shelf full of offcuts underneath, which is storage and ballast at once.
- **Hold a board three ways:** flat, on its edge, and upright for the end grain.
- **Be the right height.** Stand with your arms loose; the top should meet the crease of your wrist. Lower and you plane with your back, higher and you plane with your shoulders.

## What it does not have to do

It does not have to be beautiful, and it does not have to be beech. Construction timber, picked over for an hour in the yard and left indoors for a month, makes a bench that will see you out.

I kept the door, by the way. It is the lid of the firewood box now, and still slightly twisted.
$md$);

select pg_temp.write('maren', 351, 'sharpening-is-a-habit', 'Sharpening is a habit, not an event',
'Ten strokes every hour beat an afternoon of remorse every month.', $md$
A dull edge is not a state, it is a slope. You do not notice yourself sliding down it, because the plane still makes shavings, only with a bit more effort and a bit more noise, until one day the end grain of a pine board looks as if it had been chewed.

## The whole routine

1. Ten strokes on the 1000 stone, until a burr can be felt along the whole edge.
2. Ten on the 6000, to take most of that burr off again.
3. Five on a strop that has seen better days.

That is ninety seconds. It only works when the stones are out, wet, and within reach, so mine live in a shallow tray at the end of the bench and the tray never gets tidied away.

## How to tell

Forget shaving your arm. Look at the edge under a lamp: a dull edge reflects a thin bright line, a sharp one reflects nothing. There is no edge there to see, which is rather the point.

| Sign | What it means |
|---|---|
| A bright line along the edge | Blunt, all of it |
| Bright dots | Nicks: back to the coarse stone |
| A rough scratch in the shaving | One nick, further along than you think |
| Nothing | Get on with the work |

The trick is to do it before you need it. Nobody has ever been sorry to pick up a sharp chisel.
$md$);

select pg_temp.write('maren', 338, 'the-window-that-would-not-open', 'The window that would not open',
'Six coats of paint, one broken cord, and the pleasure of a sash that stays where you leave it.', $md$
The house was built in 1911, and its windows were made to be taken apart. Everybody who painted them since has done their best to hide that.

A sash window is two frames that slide past each other, each hung on cords over a pulley, each balanced by an iron weight in the hollow of the box. When it sticks, it is almost never the wood. It is paint in the wrong place, or a cord that has let go.

## Setting it free

Run a thin knife down the line between the sash and the staff bead, inside and out, without hurry. Then prise the bead off from the *middle*, where it bends, and not from the end, where it snaps. Behind it the lower sash swings into the room like a door.

The pocket piece is the part people miss: a little wooden hatch low in the pulley stile, cut at an angle so that it wedges shut. The weight comes out through it, along with a century of dust and, in my case, a mint-condition tram ticket to a terminus that no longer exists.

## New cord

Cotton cord with a synthetic core, waxed. Measure it against the old one and then add a hand's width, because knots are hungry. Two weights of the *same mass as the sash*, give or take a pound, and the window will stay at whatever height you leave it.

It took a day. It opens with one finger. I have been opening and closing it for no reason ever since.
$md$);

select pg_temp.write('maren', 324, 'three-joints-for-almost-everything', 'Three joints for almost everything',
'The housing, the mortise and the dovetail. Learn these and most furniture explains itself.', $md$
There are books with two hundred joints in them. I own several and have used four. The fourth was to show off.

## The housing

A groove across a board that holds the end of another. Shelves, mostly. It resists everything except being pulled straight out, and a nail from outside takes care of that. Saw the two walls, chop out the middle, level the floor with a router plane or with patience.

## The mortise and tenon

The joint that holds up chairs, doors, tables and the roof. A third of the thickness for the tenon is the rule, and like most rules it was made by someone whose chisels came in thirds. Use the chisel you have and make the tenon to match.

> Cut the mortise first. A tenon can be shaved to fit; a mortise can only be regretted.

## The dovetail

For boxes and drawers, anything that will be pulled. The shape does the holding and the glue only keeps it quiet. Cut the tails in one board, lay it on the end of the other, and draw round what you *have*, not what you meant to have.

That last sentence is most of joinery. You do not make two parts to a drawing and hope; you make one part and then make the other to fit it.
$md$);

select pg_temp.write('maren', 309, 'buying-old-planes', 'Buying old planes at the market',
'What to look at, what to ignore, and the three words that mean you should walk on.', $md$
Every market has one: a table of rusty iron with a man behind it who knows exactly what it is worth, or exactly what it is not. Both are good to buy from. The one in between is trouble.

## Look at

- **The mouth.** Chips at its edge cannot be put back.
- **The sole, along its length.** Hold it up against the sky with a ruler across. A hollow you could post a letter through is a month of grinding.
- **The iron.** Pitting on the *bevel* grinds away. Pitting on the *back*, near the edge, goes on for ever.
- **The casting around the handle.** Hairline cracks start there. Tap it: whole iron rings, cracked iron clacks.

## Ignore

Rust that wipes off, broken handles, missing screws, and whatever colour it has been painted. A handle is an evening's work and a pleasant one.

## The three words

*"Just needs cleaning."* It does not. Somebody has cleaned it already, with a belt sander, and the sole is a banana.

My favourite jack plane cost less than the bus fare home. It had a wasps' nest in it and the initials of four owners stamped on the toe. I have not added mine yet; it seems early.
$md$);

select pg_temp.write('maren', 297, 'how-wood-moves', 'How wood moves, and why your table cracked',
'Boards breathe across the grain all year. Furniture that forbids it loses.', $md$
A metre of oak is a metre of oak in January and in July, *lengthwise*. Across the grain it is another matter: the same board is several millimetres wider in a damp summer than in a heated winter, and no varnish made will stop it.

So a tabletop screwed firmly to its frame has a problem every year. It cannot shrink, because the screws hold it, and so it does the only other thing wood can do.

## What to expect

| Wood | Movement per 100 mm of width, summer to winter |
|---|---|
| Pine, quarter-sawn | about 1 mm |
| Pine, flat-sawn | about 2 mm |
| Oak, flat-sawn | 2 to 3 mm |
| Beech, flat-sawn | 3 to 4 mm |

These are for a heated house a walk from the sea. Yours will differ; measure a board in both seasons and write it on the wall, as my teacher did.

## Ways to allow it

1. **Buttons**: little L-shaped blocks that hold the top down and slide in a groove.
2. **Slotted holes**, with the screw in the middle of the slot and not tight.
3. **Frame and panel**: a panel that floats in a groove and is glued to nothing.

A door panel that rattles a bit in winter is not badly made. It is the only part of the house that is telling you the truth about the weather.
$md$);

select pg_temp.write('maren', 268, 'a-drawer-that-closes-itself', 'A drawer that closes itself',
'No runners and no springs: just a box that fits its hole the way a piston fits a cylinder.', $md$
Push one drawer of a well-made chest and the one above it creeps open. It is air, nothing else. The drawer fits so closely that there is nowhere for the air to go but out past its neighbour.

I have made one chest where this works and five where it nearly does. This is what I learned from the five.

## The opening first

The sides of the *opening* have to be parallel, and if they are not, wider at the back by the thickness of a business card. Never narrower. A drawer that tightens as it goes in will be kicked shut by somebody's grandchildren for a hundred years.

## Fit the parts, not the drawer

Plane each side until it slides in its place by itself, before there is any joint on it. Then the front, to the width of the opening at the front, so that it will *just not go in*. Then cut the joints. When the glued box refuses to enter, there is only a shaving or two to take from the sides.

## Wax

Paraffin wax, from the stub of a candle, on the runners and nowhere else. Then close it and watch the one above.

Is it necessary? Not at all. A loose drawer holds as many socks. But everyone who opens this one opens it again.
$md$, visibility => 'members');

select pg_temp.write('maren', 254, 'glue-for-people-who-mend-chairs', 'Glue for people who mend chairs',
'Hot hide glue is slow, smelly and reversible. For anything that will break again, that last word decides.', $md$
A chair is a machine for breaking its own joints. Somebody leans back, the rear legs become levers, and every tenon in the frame is asked to bend. Sooner or later one of them lets go. The question is what the *next* mender finds.

If they find white glue, they will find a tenon that tears before it parts. If they find epoxy, they will find firewood. If they find hide glue, they will find a kettle, a cup of hot water and a quarter of an hour.

## Keeping it simple

Granules in cold water overnight, one part to two. Then warm, never boiling; a baby-bottle warmer holds sixty degrees as if it had been made for it. The glue should run off the brush in a sheet, like thin cream.

You have about a minute before it gels. This sounds like too little, and for a cabinet it is. For one chair leg it is plenty, if you did the dry run first and put the clamps where you can find them.

## What to tell the owner

- Not to leave it in a conservatory.
- Not to tip it back. They will, but you have said it.
- That when it comes loose, in twenty years, they should bring it *before* they have tried something from a tube.
$md$);

select pg_temp.write('maren', 239, 'one-saw-to-learn-on', 'One saw to learn on',
'If there can only be one, let it be a small backsaw, filed for ripping.', $md$
Wall after wall of saws, and each says on its sleeve that it cuts everything. Here is the case for owning one.

A backsaw about thirty centimetres long, with twelve or so teeth to the inch, filed *rip*, cuts tenons, dovetails, dowels and skirting boards. Filed rip it will also cut across the grain, a little rougher, and you have a plane for that. Filed crosscut it will not cut along the grain in any useful sense.

## How to start a cut

1. Put the saw on the far corner and lift its weight off the wood. You are carrying it, not pressing it.
2. Push, away from you. Not backwards first; the little groove that makes is never where you wanted it.
3. Lower the handle a degree with each stroke until the teeth lie along the line.

## How to follow a line

You do not follow it. You stand so that your elbow can swing like a gate, put the line under your nose, and let the saw go where the arm goes. When it wanders, it is the feet that are wrong.

Three hundred practice cuts in scrap pine takes four evenings. I have the last one framed, with the first one next to it, because apprentices do not believe me.
$md$);

select pg_temp.write('maren', 221, 'lime-plaster-is-not-hard', 'Lime plaster is not hard, it is slow',
'Why old walls crumble under modern filler, and how to patch them so that they do not.', $md$
The wall behind the stove had been filled, skimmed, filled again and papered, and behind each layer the next one had turned to powder. The wall was not failing. It was trying to dry.

Old walls have no damp course. Water comes up and in, and goes out again through the plaster, provided the plaster lets it. Gypsum and acrylic filler do not, so the water stops behind them and takes the wall with it.

## A patch, start to finish

- Take everything loose off. All of it; tap, and believe the hollow sound.
- Wet the wall the evening before, and again in the morning. Dry brick drinks the water out of the plaster before it can set.
- First coat: one part lime putty, three parts sharp sand, a handful of goat hair. Throw it on. Throwing is not theatre, it drives the air out.
- Scratch it, and wait a week. Mist it with water if the week is a dry one.
- Second coat the same, thinner. Another week.
- Finish: putty and fine sand, one to one, three millimetres at most.

## On waiting

Nothing in this list takes skill that an afternoon will not give you. What it takes is three weekends with nothing visible to show for the first two. That is the whole reason people reach for the tub of filler, and I say this with a tub of filler on the shelf.
$md$);

select pg_temp.write('maren', 203, 'what-the-apprentice-asked', 'What the apprentice asked',
'Six months of questions, with the answers I gave and the ones I should have given.', $md$
Jonas started in spring. I wrote his questions down because I kept being unable to answer them.

**Why do you mark with a knife and not a pencil?** I said: because it is more exact. I should have said: because the chisel drops into a knife line and finds its own place. The pencil tells you where; the knife tells the *tool* where.

**How do you know when it is flat?** I said: you look. I should have said: you look along it, with the light behind, and then across the diagonals with two sticks, and then you stop. Flatter than it needs to be is a hobby.

**What if I ruin it?** I said: then we make another. That one I would keep.

**Why is this one here better than that one?** Two tables, same drawing. I had nothing. In the end we turned both upside down and went over them with a lamp, and it was in the places nobody sees: on the better one, somebody had eased every edge that a hand might one day pass over.

> He asked me last week why I always sweep before I go home. I said: habit. I should have said: so that tomorrow starts.
$md$);

select pg_temp.write('maren', 186, 'a-shelf-without-brackets', 'A shelf without brackets',
'Two steel rods, one thick board, and an honest word about what it will carry.', $md$
The floating shelf is a small conjuring trick: a board with two holes in its back edge, slid on to two rods that stand out of the wall. There is no more to it, and nearly everything that goes wrong goes wrong in the wall.

## What you need

- A board at least 35 mm thick and no deeper than 220 mm
- Two steel rods, 12 mm across, 300 mm long
- Resin anchor for brick. For plasterboard: a different shelf.

## How

1. Drill the wall first: 150 mm deep, dead level, dead square. Clamp a guide block to the drill if you do not trust your eye, and do not trust your eye.
2. Resin in, rods in, and a straight edge across the two while it sets. Shim with matches.
3. Measure the rods *where they come out of the wall*, and drill the board to that.
4. Offer it up dry. It should go on with a push and not with a mallet.

## What it carries

| Depth of shelf | Books, per metre |
|---|---|
| 150 mm | A row, standing |
| 200 mm | A row, if they are paperbacks |
| 250 mm | Ornaments, and your word of honour |

Everything you put at the front edge counts twice. It is a lever with your wall at the other end.
$md$);

select pg_temp.write('maren', 168, 'the-smell-of-linseed', 'The smell of linseed',
'On oil finishes: how to put them on, how long to wait, and how not to burn the shed down.', $md$
If you have walked into an old workshop and felt at once that somebody there knew what they were doing, it was the linseed. It has that effect even when nobody does.

Raw linseed oil dries in weeks. What is sold as boiled oil was never boiled, it has driers in it, and is dry overnight. For tool handles I use raw, because I like the waiting. For anything that a customer will touch, the other.

## The method

Once a day for a week, once a week for a month, once a month for a year, and once a year for ever. It is a proverb and almost exactly right. Each time: thin, rubbed in until the rag drags, and every trace wiped off after a quarter of an hour. What is left standing on the surface turns to flypaper.

## The rag

This part is not a proverb. A rag with linseed oil on it heats up by itself as it dries. Crumpled in a bin on a warm day, it catches fire, and it does so some hours after you went home.

- Spread it out flat, outdoors, over the edge of a bucket, or
- put it in a tin of water with a lid.

I know two people who have had the fire engine. Both of them had been told.
$md$);

select pg_temp.write('maren', 149, 'measuring-less', 'Measuring less',
'A stick with marks on it beats a tape, because it cannot be misread.', $md$
I make more mistakes with a tape measure than with any edged tool. Read it, remember it, walk, forget whether it was 683 or 638, walk back.

A **story stick** is a strip of wood as long as the thing you are making, with a pencil mark for every part: the top, the rail, the shelf, the drawer. You hold it against the work and transfer the mark. There is no number, so there is no number to get wrong.

## Where it earns its keep

- **Kitchens.** One stick for the height, one for each wall, with the socket and the pipe and the place where the wall is out.
- **Anything repeated.** Eight chair legs from one stick are eight equal legs. Eight measured legs are six equal legs.
- **Stairs.** Please.

## And for halves

To divide a board into five, do not divide its width by five. Lay a ruler across it at a slant so that zero is on one edge and 25, or any number that five goes into, is on the other. Mark at 5, 10, 15, 20. My father showed me that at a kitchen table when I was nine, with the air of a man handing over the keys.
$md$);

select pg_temp.write('maren', 131, 'the-kitchen-table-part-one', 'The kitchen table, part one: choosing the boards',
'A commission for eight chairs, one dog and a good many decades. It starts in the timber yard.', $md$
They wanted a table that their children would argue over. I have never had a clearer brief.

Two metres twenty, ninety wide, ash. The yard had a stack from a single tree, still in order, and the owner let me take it apart on condition that I put it back. It took most of a day. I was looking for four boards.

## What I looked for

- **Rings that lie flat to the face at the edges and stand up in the middle**, so that the joints meet where the figure is straight. Then the eye does not find them.
- **No heart.** The centre of a tree is where the cracks begin.
- **Colour from one side of the log.** Ash goes from cream to olive within a hand's width. Either is lovely, and the two together look like a mistake.

## What I paid for

Forty per cent more than the table needs. Some becomes the frame, some becomes the story stick, and one board will have a secret inside it, because one always does.

The boards are in the workshop now, in sticks, with the stove on low. They will stand there for three weeks and I am not to touch them. I have been in to look twice today.
$md$);

select pg_temp.write('maren', 117, 'the-kitchen-table-part-two', 'The kitchen table, part two: the frame',
'Legs, rails, eight mortises, and the wedge I am not supposed to be proud of.', $md$
Three weeks on, one board had bowed by the thickness of a thumb. That was the one with the secret. It is the story stick now.

## Proportions

I draw full size, on hardboard, on the floor. A drawing at one to ten looks right at one to ten. On the floor you can see that a leg of seventy millimetres is a bollard, and that fifty-eight, tapered on the two *inner* faces from just below the rail, stands like somebody with their weight on one foot.

## The joints

The tenons run right through the leg and are wedged from outside. That is not strictly needed in a table with good glue in it. Here is the strict case for it: a wedged tenon holds if the glue does not, and you can see from across the room that it does.

```text
        rail                     leg
  ______________            ______________
                |__________|  /  wedge
                |__________|  \  wedge
  ______________|          |______________
```

The wedges are bog oak, black, three millimetres at the thick end. They go across the grain of the leg, never along it, or you have made a very slow log splitter.

## Next

The top, and how it is held down without being held.
$md$, visibility => 'members');

select pg_temp.write('maren', 102, 'the-kitchen-table-part-three', 'The kitchen table, part three: the top',
'Four boards become one, and then have to be allowed to move.', $md$
To join four boards into one top you need four straight edges on the floor of your mind and patience with a plane. I do the boards in pairs, folded together like a book with both edges up, and plane the two edges at once. Whatever angle I am off by, the one board has it to the left and the other to the right, and when the book is opened they add up to flat.

## Glue-up

Three joints, ten minutes each, on different days. Everyone tries to do it at once, once.

- Dry run, with the clamps set and lying in order.
- Clamps alternately above and below, so that they do not pull the top into a dish.
- Paper under the iron, or the glue turns black where they touch.

## Holding it down

Twelve buttons, oak, in a groove along the inside of the rails. The top can grow six millimetres in summer and lose them again, and the frame below will never hear of it.

The family came to fetch it on Saturday with a borrowed van and the dog. The dog lay down under it on the workshop floor before anyone had said a word, which I took as payment of the second instalment.
$md$, visibility => 'members');

select pg_temp.write('maren', 63, 'small-workshop-rules', 'Rules for a small workshop',
'Twelve square metres, two people, one door. What goes on the wall and what goes out.', $md$
The workshop is three metres by four. I have worked in larger ones and got less done in them, since a large room forgives you for putting things down.

1. **Everything that is used daily hangs on the wall.** Everything that is used weekly is in a drawer. Everything else is in the loft and, if I have not fetched it within a year, it is at the market.
2. **One project on the bench.** The second one waits, in its own box, with all of its screws.
3. **No offcut shorter than a forearm.** It burns well. You will not use it. Nobody has ever used it.
4. **The floor is a tool.** If you cannot sweep it in two minutes there is too much on it.
5. **Wheels** under everything that does not have to be heavy.
6. **The lamp goes on the left,** if you are right-handed, and comes from low down. Light from above hides what light from the side shows.
7. **The kettle is not in the workshop.** This one took me longest. Walking to it is when I notice what I am doing wrong.

The seventh rule has saved more wood than the other six.
$md$);

select pg_temp.write('maren', 19, 'winter-list', 'A winter list',
'Hinges, gutters, handles, the back gate. Small repairs in the order in which the weather will find them.', $md$
The first storm came through on Tuesday and gave the house its annual inspection. Here is what it found, and what I mean to do about it before Christmas, in the order in which it matters.

## Outside, while there is light

- **The gutter above the kitchen.** One bracket, ten minutes. Left alone it is a wall, and a wall is a summer.
- **The back gate.** It drops and drags. Not the hinge this time but the post, which has rotted exactly at the ground, where wood always rots: wet enough below, air enough above.
- **Putty on the north windows.** Anything cracked out, linseed on the bare wood, new putty, and no paint until it has a skin.

## Inside, after dark

- Tighten every handle in the house. One screwdriver, one evening, absurdly satisfying.
- Wax the drawers.
- Oil the hinges of the one door that everybody closes quietly because it squeaks, and find out whether they go on closing it quietly.

The list from last winter is still pinned up beside it. Four of eleven crossed out. That is better than it sounds: five of the others, it turned out, did not need doing.
$md$);

select pg_temp.write('maren', 5, 'the-last-shaving', 'The last shaving',
'Knowing when to stop is the part of the craft that nobody can show you.', $md$
There is a moment with a plane, near the end, when the surface is good. Not perfect; good. And your hand goes back for one more pass.

Half of what I have spoiled, I spoiled with that pass. The grain turns just there and a splinter lifts. Or the edge that was square becomes, by one shaving, an edge that was square. The board did not ask for it. I did, because my hands were enjoying themselves.

I have tried to find a rule. Stop when you would be content to sign it. Stop when you start looking for something to do. Stop when the kettle boils. They all work, and none of them works at the time.

What has helped is to put the plane down on its side, walk to the other end of the bench, and look at the piece from there, as somebody would who came in and had to be told what it was. From that distance there are only three things to see: whether it stands up, whether it looks like itself, and whether anyone cared.

If it is yes three times, hang up the plane. The next shaving belongs to the next board.
$md$);

select pg_temp.write('maren', 3, 'notes-on-a-staircase', 'Notes on a staircase',
'Going, rise and the string: what I have measured so far.', $md$
Unfinished. Rise 187, going 242, which is inside the rule of thumb (twice the rise and once the going make a stride) but only just.

- Measure the floor-to-floor again at *both* ends
- Ask about the headroom under the beam
- Is the third step from the top the one that creaks, or the second?
$md$, status => 'draft');

-- Tomás Ferreira: garden and kitchen.
select pg_temp.write('tomas', 345, 'clay-is-only-impatient', 'Clay is not bad, only impatient',
'Too wet, too dry, and one good week in April. How to garden in that week.', $md$
Everybody who gardens on clay begins by wanting to garden on something else. I dug in sand, which with clay makes a poor sort of brick. I dug in gypsum, because a man at the market swore by it. I dug. That was the mistake.

Clay that is left alone, covered, and fed from above turns into something you can push a hand into. It takes three years and the worms do it. Clay that is dug turns into furniture.

## What I do now

- A hand's depth of compost on top, every autumn. Not dug in. Laid down, like a blanket.
- Boards to stand on. A footprint in March is a stone in June.
- Something growing in it all winter, even if it is only phacelia.
- Patience in April. Squeeze a handful: if it shines, go back indoors.

## What it gives you

Beans, cabbages, roses, quinces. Everything that is greedy and stays put. In the dry August two years ago my neighbour on his lovely sandy loam was watering twice a day, and I was in the hammock. I did not say anything. I waved.
$md$);

select pg_temp.write('tomas', 317, 'a-loaf-a-week', 'A loaf a week',
'One bowl, four ingredients, ten minutes of work spread over a day. My Friday bread, with the numbers.', $md$
I have baked this loaf on nearly every Friday for nine years. It has changed less than I have.

## In the bowl

| | Weight | Share of the flour |
|---|---|---|
| Strong white flour | 400 g | 80 % |
| Whole rye | 100 g | 20 % |
| Water, blood-warm | 350 g | 70 % |
| Sourdough, lively | 100 g | 20 % |
| Salt | 10 g | 2 % |

## In the day

1. **Eight in the morning.** Mix everything but the salt. Half an hour later, the salt.
2. **Until noon.** Four times, whenever you pass: wet hand, take hold of the edge, pull it up and fold it over, all the way round. That is all the kneading there is.
3. **Afternoon.** Leave it be. It should grow by half, not double.
4. **Five o'clock.** Shape it and put it in a floured cloth in a bowl.
5. **Seven.** Iron pot into the oven, as hot as it goes. Loaf into the pot, lid on, twenty-five minutes. Lid off, twenty more.

It is done when it sounds like a door when you knock. Then comes the only difficult step, which is to leave it alone for an hour.
$md$);

select pg_temp.write('tomas', 291, 'the-compost-heap-as-a-clock', 'The compost heap as a clock',
'What steams in March, what cools in May, and what the robins know about it.', $md$
I keep three bays, one filling, one cooking, one being used, and after ten years I can tell the date by them to within a fortnight.

In **March** the middle one steams. Push an arm in up to the elbow and you take it out again quickly. In **May** the first grass goes on, in layers no thicker than a hand, with the torn-up cardboard from everybody's parcels between them; grass alone turns into something a dentist would smell. In **September** the oldest bay is black and sweet and half the height, and the robin sits on the handle of the fork like a foreman.

## All there is to know

- Half green, half brown. By *volume*, not by weight.
- As damp as a wrung-out cloth.
- Turn it once. Twice is exercise.
- A lid, against the rain.

Nothing else on the plot works without me. This does, and I visit it more than anything else, mostly to warm my hands.
$md$);

select pg_temp.write('tomas', 262, 'salt-and-time', 'Salt and time: a first crock of cabbage',
'Two per cent, a weight, and the courage to leave it alone on the kitchen counter.', $md$
Sauerkraut is cabbage and salt. Any recipe that adds a third thing is either a tradition or an excuse.

## The only number

**Two per cent of salt, by the weight of the cabbage.** A kilo of shredded cabbage, twenty grams. At one per cent it goes soft, at four it goes nowhere. Weigh it. A spoon is not a scale.

## The work

Shred, salt, and then press and squeeze with both hands until the bowl is standing in its own brine. That takes ten minutes, and in the fourth of them you will be sure that this cabbage is different and has no juice. It has.

Pack it into a jar, tight, with no air between. It all has to stay *under the brine*: a cabbage leaf on top, a small glass of water on the leaf, a cloth over everything.

## The waiting

- **Day two:** it fizzes. Stand it in a bowl.
- **Day five:** it smells of a stable. This is correct.
- **Day ten:** it smells of lunch.
- **Week three:** into the cellar.

White bloom on the surface is harmless, take it off with a spoon. Pink or furry is not; that one goes on the compost, with an apology.
$md$);

select pg_temp.write('tomas', 230, 'tomatoes-on-a-string', 'Tomatoes on a string',
'One stem, one string, one truss at a time. The end of the jungle in the greenhouse.', $md$
For years I let them do as they liked, out of a general belief in freedom. Every August I crawled through a green cave looking for fruit, and found blight.

Now each plant has a string that hangs from a wire under the roof, tied in a loose loop round the foot of the stem. As the plant grows I turn it round the string, always the same way, a turn for every leaf. It holds itself.

## Every Sunday

- **Pinch out the side shoots,** the ones in the crook between stem and leaf. Thumb and finger, before they are as long as the finger.
- **Take off the leaves below the lowest ripening truss.** Air is the whole of plant medicine.
- **Water the ground and not the plant,** deeply, and at most every third day. A tomato that is watered daily tastes of it.

## Which ones

Costoluto for sauce. Black Cherry for the children, who do not know that they are vegetables. And one plant of whatever the old man at the end of the allotments grows, because he has saved that seed since 1968 and will not tell me what it is called.
$md$);

select pg_temp.write('tomas', 194, 'seed-saving-for-the-lazy', 'Seed saving for the lazy',
'Beans, lettuce, tomatoes, peas: four plants that do nearly all of it for you.', $md$
You can fill a shelf with books about isolation distances and hand pollination. Or you can start with the plants that fertilise themselves before the bee arrives, which need nothing from you but neglect.

| Plant | What to do | Keeps for |
|---|---|---|
| Peas, beans | Leave the best three plants until the pods rattle | 3–4 years |
| Lettuce | Let the *last* one to bolt go to seed | 3 years |
| Tomato | Squash, ferment two days in a glass, rinse, dry on a plate | 5 years and more |

Note the lettuce. Most people save seed from the first that flowers, and so breed, year upon year, a lettuce that is in a great hurry.

## The envelope

Name, year, and one sentence. "From Ana, good in the wet summer." In ten years the sentence is the part you will want. I have an envelope from my grandmother that says only *not these*, and I have never dared to sow them, nor to throw them away.
$md$);

select pg_temp.write('tomas', 158, 'the-stock-pot-calendar', 'The stock-pot calendar',
'What to keep, what never to put in, and why the pot stays on the back of the stove from October to Lent.', $md$
There is a bag in the freezer. Onion ends go into it, leek greens, the stalks of parsley, the rinds of cheese, bones if there are any. When the bag is full it is stock day. It has nothing to do with cooking, really. It is housekeeping that smells good.

## Keep

Onion skins for the colour. Mushroom stalks. The tough outer leaf of the fennel. Parmesan rind, above all.

## Never

- **Cabbage and its family.** An hour, and the house smells like a school.
- **Potatoes.** Cloudy, and to no purpose.
- **Salt.** You will reduce it later, and salt does not reduce.
- **Beetroot,** unless you want to explain yourself.

## How long

Vegetables, forty minutes; then they have given what they have and begin to take it back. Chicken, three hours. Beef, the whole of a Sunday, so low that a bubble comes up as often as a thought.

Then strain it, chill it, and lift off the fat, which is for potatoes. What is left should wobble. If it wobbles, everything you make with it that week will taste as if you knew more than you do.
$md$);

select pg_temp.write('tomas', 110, 'the-august-glut', 'Letters from the August glut',
'Eleven kilos of courgettes and no neighbours at home. A practical guide to surrender.', $md$
*Monday.* Four courgettes. Fried, with mint. Lovely.

*Wednesday.* Seven. Grated, squeezed, in fritters with feta. Also lovely.

*Friday.* I left two on the doorstep of number nine, rang, and ran.

*Saturday.* Two on *my* doorstep. From number nine. Larger.

## What helps

1. **Pick them small.** A courgette the length of a hand is a vegetable. A week later it is a boat.
2. **Dry them.** Thin rounds on a rack in the greenhouse, two hot days. In January they go into the stock pot and taste of having had a summer.
3. **Bread-and-butter pickles.** A kilo sliced, 30 g salt, two hours; rinse. Boil 300 ml vinegar, 150 g sugar, mustard seed and turmeric, pour it over. Ready tomorrow.
4. **Stop watering.** Nobody says this aloud.

## What does not

Planting fewer next year. I have resolved it every August for nine years. Then it is April, the packet has twelve seeds in it, and each of them looks so small.
$md$);

select pg_temp.write('tomas', 74, 'planting-garlic-by-the-shortest-day', 'Planting garlic by the shortest day',
'The one crop that wants the cold. Cloves in before the solstice, bulbs out after it.', $md$
Plant on the shortest day, lift on the longest: like everything that rhymes it is a month out, and like everything that rhymes it is easy to remember.

I put mine in at the beginning of November. Garlic has to have a good six weeks of cold, or it does not divide, and you lift one fat round clove like a small onion that has misunderstood.

## How

- Break the bulb on the day you plant, not before. Take the fat outer cloves; eat the thin inner ones.
- Flat end down, a thumb deep, a hand apart. On clay, shallower, and on a ridge.
- Nothing else. No manure; it makes leaf.

## From the shop

A bulb from the greengrocer will grow, and now and then grow well. But it has often come from somewhere with a different sort of winter. Buy seed garlic once, keep your best three bulbs every year, and by the fifth year you will have something that is used to you.

When the lower third of the leaves has turned yellow, lift them, *on a dry day, with a fork, from below*. Do not pull. You will anyway, with the first one. Everybody does.
$md$);

select pg_temp.write('tomas', 12, 'cellar-notes', 'Cellar notes: keeping roots until April',
'Sand, straw, darkness, and the weekly walk with a torch and a bucket.', $md$
There is no refrigerator like a hole in the ground. Ours is four steps below the kitchen, eight degrees in October and three in January, and as damp as a cave, which it is.

## Who goes where

| What | How | Until |
|---|---|---|
| Carrots | Layers of damp sand, tops twisted off, not touching | April |
| Beetroot | The same, with a finger of stalk left on | March |
| Potatoes | Paper sacks, dark, away from the apples | April |
| Apples | One layer, on slats, stalk up | February |
| Squash | *Not in the cellar.* On top of the wardrobe | March |

The apples have to be kept apart because of the gas they give off when they ripen, which tells the potatoes that it is spring. One would not have thought that potatoes were so easily led.

## The round

Once a week, with a torch. Look, and above all smell. One soft carrot is one carrot; a week later it is the box. What is going goes into the soup tonight, and so from November on the cellar more or less writes the menu.

My grandfather did this round every Saturday before he did anything else. I used to think that he was checking the vegetables. He was counting, I think. He was working out whether there would be enough.
$md$, visibility => 'members');

select pg_temp.write('tomas', 2, 'quince', 'Quince, at last',
'The tree has fruited for the first time. Notes for something longer.', $md$
Nine fruits. Seven years since I planted it.

To write about: the down on the skin, the smell in the hallway, how it goes from cream to rose to red in the pan and nobody quite knows why. Membrillo, with Ana's numbers. Ask her first whether I may.
$md$, status => 'draft');

-- Ines Okafor: radios and small programs.
select pg_temp.write('ines', 332, 'a-radio-from-1958', 'A radio from 1958, and what was wrong with it',
'Nothing on any band, a smell of warm dust, and a capacitor the colour of old teeth.', $md$
It had come down through three families, and worked in all of them until it did not. The owner wanted to hear *anything* out of it again. Preferably the shipping forecast.

The rule with sets of this age: **do not plug it in.** Whatever is wrong will become wrong in more interesting ways with 230 volts behind it. Bring it up slowly, on a variable transformer, with a lamp in series, and watch the lamp. Bright means stop.

## The usual suspects

1. **Paper capacitors.** Wax-covered, leaky by now without exception. Replace them all, and do not be sentimental.
2. **The smoothing capacitor.** The big can. If it hums, this is why.
3. **Resistors that have drifted upwards.** Measure, and believe the meter before the stripes.
4. **Valves.** Last of all. It is almost never the valves, and everyone begins with them because they can be pulled out.

It was number one, eleven times over. I put the new capacitors inside the old cardboard tubes and closed the ends with wax, since whoever opens it next deserves to see what I saw.

Thirty seconds for the valves to warm. Then a hiss, then a voice, very far away, that said: *Dogger, Fisher, German Bight*.
$md$);

select pg_temp.write('ines', 304, 'small-programs', 'In praise of small programs',
'A script that does one thing for one person is not a product. That is the best thing about it.', $md$
The most useful program I have written is eleven lines long. It reads the names of the photographs on the card, puts each into a folder for its day, and stops. It has one user. It has never had a feature request.

```sh
#!/bin/sh
# Sort photographs into a folder per day: 2026-03-14/IMG_0042.JPG
set -eu
cd "$1"
for file in *.JPG; do
  [ -e "$file" ] || continue
  day=$(date -r "$file" +%Y-%m-%d)
  mkdir -p "$day"
  mv -n "$file" "$day/"
done
```

I used to be embarrassed by things like this. Where are the options? What about other cameras? Then I noticed that all the programs of mine that *did* have options had stopped working, and that this one had not.

## What makes it last

- It does nothing that it was not asked to.
- `mv -n` never overwrites. The worst that can happen is nothing.
- The comment says what the result looks like, and not how.
- It needs a shell and a date. There will be a shell and a date.

Software does not wear out like a hinge. It wears out like a joke: it stays the same, and the world around it stops finding it funny. The less of the world a program knows about, the longer it stays funny.
$md$);

select pg_temp.write('ines', 276, 'the-soldering-lesson', 'The soldering lesson',
'Heat the joint, not the solder. Everything else follows, and it takes about an hour to believe.', $md$
I teach this four times a year, in a library, to anyone who comes. The youngest so far was eight and the oldest eighty-three, and they made the same mistake in the same minute.

The mistake: melt the solder on the tip, carry it over to the joint like a spoonful of soup, and wipe it off there. It makes a grey blob which sits on the wire like a pigeon. It looks joined. It is merely adjacent.

## What to do instead

1. Tip against *both* things at once, the wire and the pad. Count to two.
2. Touch the solder to the **joint**, on the far side from the iron. If it is hot enough it will drink it.
3. Solder away. Then the iron away. Then do not breathe.

A good joint is a small bright volcano. A bad one is a ball, or a crater, or dull.

## What I bring

- One decent iron for every two people. With a bad iron you cannot tell whose fault it is.
- Leaded solder, and soap.
- A box of dead keyboards to take apart afterwards. They never want to go home.

The man of eighty-three had mended watches. He did the first joint perfectly, laid the iron down and said, "It is only manners, isn't it? You warm both parties before you introduce them." I have used that ever since, and this is where it comes from.
$md$);

select pg_temp.write('ines', 247, 'backups-you-can-hold', 'Backups you can hold',
'Three copies, two kinds, one elsewhere, and a date in the calendar to try and read them.', $md$
Everybody has a backup. Hardly anybody has a *restore*. The difference comes to light on one day of your life.

## The old rule

**Three** copies, on **two** kinds of medium, **one** of them in another place. It is older than most of the media it has been applied to, and it is still right.

| Copy | Where | Protects against |
|---|---|---|
| The one you work on | Laptop | Nothing |
| External disk, weekly | Drawer | A dead laptop |
| Second disk, swapped monthly | A friend's drawer | Fire, flood, burglary, yourself |

Note the last word. Most lost files that I am asked about were not eaten by a disk. They were deleted, by hand, by their owner, with every sign of confidence.

## The part nobody does

On the first Sunday of the quarter I take the *second* disk, a computer which is not mine, and a list of three files chosen by somebody else. If I cannot have all three open within half an hour, I do not have a backup, I have a heavy object.

```sh
# What is on it, in a form that can be compared next time
find . -type f -exec sha256sum {} + | sort -k 2 > ../checksums-2026-q1.txt
```

It has failed once in six years. It was the cable. I would very much rather find that out on a Sunday.
$md$);

select pg_temp.write('ines', 212, 'reading-a-circuit-like-a-sentence', 'Reading a circuit like a sentence',
'Find the verb. Left to right, top to bottom, and ignore whatever is only punctuation.', $md$
A schematic is daunting in just the way that a page in a language you half know is daunting: you see all of it at once. Nobody reads like that.

**Find the supply first.** It is along the top, usually, with ground along the bottom. Everything hangs between the two like washing. Now you can forget them.

**Find where the signal comes in and where it goes out.** In on the left, out on the right, by a convention that is kept nearly everywhere. That is subject and object.

**Find the verb.** Somewhere between them is the one part that *does* something: the transistor, the chip, the valve. All the rest is there to make it comfortable.

## Punctuation

- Small capacitors from the supply to ground: full stops. Skip them.
- A resistor in series with an input: a comma. It says *gently*.
- Two resistors between the supply and ground with something attached in the middle: a statement of opinion about what voltage this point should have.

When you have the sentence, say it aloud. "The microphone is amplified by this, which is held there by that, and drives the headphones." If you cannot say it, you have not found the verb.

With a fault it is the same in reverse. Ask of each word whether it is still true.
$md$, visibility => 'members');

select pg_temp.write('ines', 177, 'a-weather-station-out-of-spares', 'A weather station out of spares',
'A sensor, a microcontroller from a dead toothbrush charger, and a text file. It has run for a year.', $md$
The parts came to nothing, as they were all in the drawer. The box is a jam jar, upside down. What it measures goes into a text file, one line for every ten minutes:

```text
2026-05-31T06:40Z 11.2 87 1009.4
2026-05-31T06:50Z 11.6 85 1009.5
```

Time, temperature, humidity, pressure. There is no database. A year of that is less than two megabytes, which is one photograph of the jam jar.

## Asking it things

```sh
# The coldest moment of each month
awk '{ m = substr($1, 1, 7); if (!(m in low) || $2 < low[m]) { low[m] = $2; at[m] = $1 } }
     END { for (m in low) print m, low[m], at[m] }' weather.txt | sort
```

That is the whole of the analytics department.

## What went wrong

- **Spiders.** They love a sensor. A scrap of tights over the opening, renewed in spring.
- **The sun,** which for a fortnight made it 41 degrees in our garden every day at four. A station has to stand in the shade, and *so does the thing that shades it*.
- **Me.** Twice I "improved" the program, and twice there is a gap in the file of exactly the time it took to put it back.

Tomás comes by to ask it about frost. It has not been wrong yet, and he has not thanked it.
$md$);

select pg_temp.write('ines', 140, 'the-database-in-the-shoebox', 'The database in the shoebox',
'A card index does four things that most software forgets. An appreciation, and a small schema.', $md$
My mother kept the accounts of a choir on index cards for thirty-one years. When I moved them into a program, I thought that I was doing her a favour.

## What the box could do

1. **It could be handed over.** Here is the box. There was no step two.
2. **It remembered what had changed.** Crossed out is not gone. You could see who had moved house four times.
3. **It tolerated the odd.** A card that had no surname, for a tenor who would not say.
4. **You could find the wrong thing in it,** by leafing. Search only ever finds you what you asked for.

## What I built the second time

```sql
create table member (
  id integer primary key,
  card text not null,             -- what the card says, as it says it
  name text,                      -- what we have understood of it, perhaps nothing
  replaced_by integer references member (id)
);
```

Nothing is ever updated. A change is a new card, and the old one points at it. The column `card` is the truth, and the others are only our reading of it, and may be wrong.

It is not normalised, and it wastes some space: at the present rate, a shoebox full every six hundred years.

She still leafs. I added a button that shows you any card at all.
$md$);

select pg_temp.write('ines', 95, 'the-right-to-a-screw', 'The right to a screw',
'Glue, clips and screws: what the way a thing is closed tells you about who it was made for.', $md$
Turn anything over. How it is held together is a letter from the people who made it to whoever will open it, and you can tell from the first line whether they thought that there would be anyone.

**Screws, all alike.** Somebody imagined you. Bless them.

**Screws of four lengths, without a map.** They imagined someone who had put it together that same morning.

**Clips.** They imagined a robot, and no second time. But warm the edge with a hair dryer, slide in a guitar plectrum, go all the way round, and most of them give without a scar.

**Glue.** They imagined a bin.

## What I keep beside the bench

- An egg box for the screws, in the order in which they came out
- A photograph at every layer, *before* touching anything
- A felt pen for the clips that broke, so that the next person need not wonder whether it was them

I do not think that everything can be made to be opened. A watch under water wants to be sealed. But it ought to be a decision that somebody can defend, and more and more often, when I ask, there is nobody at home: it was glued because the one before it was glued.
$md$);

select pg_temp.write('ines', 47, 'listening-on-forty-metres', 'Listening on forty metres',
'A wire in the apple tree, an hour before dawn, and a man in Patagonia saying good morning.', $md$
Short wave is supposed to be over. Nobody has told the ionosphere.

The antenna is twenty metres of bell wire from the bedroom window to Tomás's apple tree, by an arrangement which involves jam. The receiver is from 1974 and drifts as it warms up, so that you turn along with it a little, like walking beside somebody who is telling you something.

## When to listen

| Hour | What comes in on 7 MHz |
|---|---|
| Afternoon | Neighbours: a few hundred kilometres |
| Dusk | The whole of Europe, all at once |
| Midnight | The Atlantic |
| **The hour before dawn** | The far side of the world, faintly, for twenty minutes |

The last one is called grey line. Along the edge of night the lower layer that soaks up the signal has gone already, or has not come yet, and the upper one, which throws it back, is still there. So the two places on earth that are having sunrise and sunset at that moment can hear each other.

I do not transmit. I have the licence somewhere. But I have found that I like it best as it is: getting up in the dark, putting the kettle on and the headphones, and hearing a man in Patagonia, on a voice no thicker than a thread, tell another in Hokkaido that it has stopped raining.
$md$);

select pg_temp.write('ines', 8, 'the-kettle-problem', 'The kettle problem',
'A fault that comes once a week cannot be measured. It has to be waited for, with a notebook.', $md$
The kettle at the repair café switched itself off, sometimes. Not when I looked. It had been in four times, boiled for four different volunteers, and gone home again with a clean bill of health.

An intermittent fault is the only really hard kind. A thing that is broken can be measured. A thing which is *sometimes* broken can only be described, and the description is your instrument, so it had better be a good one.

## The notebook

I lent the owner another kettle and a notebook, and asked for one line each time it happened in hers:

> time · how full · how long since the last boil · what else was on · what you were doing

She gave me nineteen lines in five weeks. It never happened with a full kettle. It never happened on the first boil of the day. It happened eleven times with the toaster on, and that was a coincidence called breakfast.

## The answer

The cut-out, which is a little disc that snaps when it gets too hot, had been bent by a hair, and sat nearer to the element than it ought to. Half full and still warm from last time, the element ran hot for a moment before the water covered it evenly. *Click.*

I moved the disc by the thickness of a playing card. That was in March, and she has brought the notebook back since. On its last page she had gone on writing: *time · full · nothing · toaster · listening to it*.
$md$, visibility => 'members');

select pg_temp.write('ines', 1, 'an-oscilloscope-for-the-library', 'An oscilloscope for the library',
'What we could lend out, and what we would need.', $md$
For the committee. Costs, a cupboard with a key, someone who shows people which end to hold. See the list from the tool library in Ghent; ask whether they would mind our copying it.
$md$, status => 'draft');

-- Comments: the post, its number there, who, how many hours after the post, which number it answers, and the words.
with said (slug, n, username, hours, answers, body) as (
  values
    ('a-bench-is-the-first-tool', 1, 'callum', 5, null, 'My door is still on its trestles. I feel less bad about it now.'),
    ('a-bench-is-the-first-tool', 2, 'yuki', 9, null, 'The wrist crease rule has just explained ten years of backache.'),
    ('a-bench-is-the-first-tool', 3, 'maren', 14, 2, 'Saw two centimetres off the legs before you buy anything. It costs nothing.'),
    ('a-bench-is-the-first-tool', 4, 'greta', 30, null, 'What do you use for a stop at the end? Mine always seems to be in the way.'),
    ('a-bench-is-the-first-tool', 5, 'maren', 33, 4, 'A strip of plywood in a slot, held by friction. Down when I do not want it.'),
    ('a-bench-is-the-first-tool', 6, 'noor', 71, null, 'Construction timber for a month indoors: in sticks, or just leaning against the wall?'),
    ('sharpening-is-a-habit', 1, 'samuel', 3, null, 'The bright line! I have been shaving my forearm for nothing.'),
    ('sharpening-is-a-habit', 2, 'noor', 8, null, 'Table appreciated. I have printed it and stuck it above the stones.'),
    ('sharpening-is-a-habit', 3, 'petra', 26, null, 'Which strop compound? There are more opinions than strops.'),
    ('sharpening-is-a-habit', 4, 'maren', 29, 3, 'Whatever the barber used. Mine was green once.'),
    ('sharpening-is-a-habit', 5, 'callum', 50, null, 'Ninety seconds, and I still put it off until the pine looks chewed.'),
    ('sharpening-is-a-habit', 6, 'yuki', 96, null, 'Leaving the tray out was the whole trick. Thank you.'),
    ('the-window-that-would-not-open', 1, 'greta', 4, null, 'Eleven windows here. I have been afraid of them since we moved in.'),
    ('the-window-that-would-not-open', 2, 'samuel', 7, null, 'Prise from the middle. I have a drawer full of snapped beads that agrees with you.'),
    ('the-window-that-would-not-open', 3, 'maren', 12, 1, 'Start with the one in the room nobody sees.'),
    ('the-window-that-would-not-open', 4, 'petra', 40, null, 'Was the tram ticket for line four? My grandmother always said it went to the sea.'),
    ('the-window-that-would-not-open', 5, 'maren', 44, 4, 'Line four! To the bathing station. I have kept it.'),
    ('the-window-that-would-not-open', 6, 'greta', 310, 3, 'Did the one in the box room. It opens with one finger. I told everybody at dinner.'),
    ('three-joints-for-almost-everything', 1, 'yuki', 6, null, 'A tenon can be shaved, a mortise can only be regretted. That one goes on the wall.'),
    ('three-joints-for-almost-everything', 2, 'callum', 13, null, 'I own the book with two hundred joints in it and have used the index.'),
    ('three-joints-for-almost-everything', 3, 'noor', 22, null, 'Is a housing the same thing as a dado?'),
    ('three-joints-for-almost-everything', 4, 'maren', 25, 3, 'Across the grain, yes. Two countries, one groove.'),
    ('three-joints-for-almost-everything', 5, 'samuel', 60, null, 'Which was the fourth, the one to show off with?'),
    ('three-joints-for-almost-everything', 6, 'maren', 63, 5, 'A twisted dovetail. Nobody noticed.'),
    ('buying-old-planes', 1, 'callum', 2, null, '"Just needs cleaning" cost me forty pounds last month. The sole is indeed a banana.'),
    ('buying-old-planes', 2, 'greta', 11, null, 'Ringing and clacking works for flowerpots too.'),
    ('buying-old-planes', 3, 'petra', 19, null, 'Is a bit of rust inside the throat a worry?'),
    ('buying-old-planes', 4, 'maren', 21, 3, 'No. Oil, wire brush, forget it.'),
    ('buying-old-planes', 5, 'samuel', 48, null, 'I found initials on mine and looked them up. A wheelwright, three streets away, 1904.'),
    ('buying-old-planes', 6, 'maren', 52, 5, 'That is better than the plane.'),
    ('how-wood-moves', 1, 'noor', 3, null, 'A table! Is there one for walnut?'),
    ('how-wood-moves', 2, 'maren', 9, 1, 'Between pine and oak, and kinder than both.'),
    ('how-wood-moves', 3, 'yuki', 17, null, 'So this is why my door panel rattles from November. I had blamed the cat.'),
    ('how-wood-moves', 4, 'samuel', 28, null, 'Mine cracked along the glue line exactly as you say, with twelve screws holding it.'),
    ('how-wood-moves', 5, 'greta', 55, null, 'Do veneered boards move at all?'),
    ('how-wood-moves', 6, 'maren', 58, 5, 'Hardly, and that is the best that can be said of them.'),
    ('glue-for-people-who-mend-chairs', 1, 'petra', 5, null, 'A baby-bottle warmer. The children are eighteen, and it has found its purpose.'),
    ('glue-for-people-who-mend-chairs', 2, 'callum', 9, null, 'How long does the mixed glue keep?'),
    ('glue-for-people-who-mend-chairs', 3, 'maren', 12, 2, 'A week in the fridge, with a label that says it is not soup.'),
    ('glue-for-people-who-mend-chairs', 4, 'noor', 31, null, 'I had no idea that reversible was even a virtue in a glue.'),
    ('glue-for-people-who-mend-chairs', 5, 'samuel', 66, null, 'Sixty degrees measured in the glue, or in the water round it?'),
    ('glue-for-people-who-mend-chairs', 6, 'maren', 69, 5, 'In the glue. The water can be a little warmer.'),
    ('one-saw-to-learn-on', 1, 'yuki', 4, null, 'Pull saws would like a word.'),
    ('one-saw-to-learn-on', 2, 'maren', 7, 1, 'They may have it. I stood on the wrong side of that argument for years and own three.'),
    ('one-saw-to-learn-on', 3, 'callum', 15, null, 'Elbow like a gate fixed it in one evening.'),
    ('one-saw-to-learn-on', 4, 'greta', 35, null, 'Three hundred cuts. I am at sixty and have warmed the kitchen with them.'),
    ('one-saw-to-learn-on', 5, 'petra', 80, null, 'Please show us the first and the last.'),
    ('one-saw-to-learn-on', 6, 'maren', 85, 5, 'The first is private.'),
    ('lime-plaster-is-not-hard', 1, 'samuel', 8, null, 'We had the same powder behind the wallpaper, and everyone said rising damp.'),
    ('lime-plaster-is-not-hard', 2, 'noor', 16, null, 'Does the goat hair matter, or will something else do?'),
    ('lime-plaster-is-not-hard', 3, 'maren', 20, 2, 'Anything long and not greasy. I have used hemp, and once, in an emergency, the dog.'),
    ('lime-plaster-is-not-hard', 4, 'greta', 45, null, 'Three weekends with nothing to show is exactly how my marriage survived the hallway.'),
    ('lime-plaster-is-not-hard', 5, 'callum', 60, null, 'How do you know when the second coat is ready for the third?'),
    ('lime-plaster-is-not-hard', 6, 'maren', 64, 5, 'Press with your thumb. It should mark and not dent.'),
    ('what-the-apprentice-asked', 1, 'yuki', 3, null, 'The knife tells the tool where. I had to put the phone down for a moment.'),
    ('what-the-apprentice-asked', 2, 'petra', 6, null, 'Write down the next six months as well, please.'),
    ('what-the-apprentice-asked', 3, 'noor', 12, null, 'What did Jonas say when he read it?'),
    ('what-the-apprentice-asked', 4, 'maren', 18, 3, 'He asked why I had left out the good ones.'),
    ('what-the-apprentice-asked', 5, 'callum', 40, null, 'Sweeping so that tomorrow starts. Yes.'),
    ('a-shelf-without-brackets', 1, 'greta', 5, null, '"Your word of honour" is now the official load rating in this house.'),
    ('a-shelf-without-brackets', 2, 'samuel', 10, null, 'Would threaded rod do?'),
    ('a-shelf-without-brackets', 3, 'maren', 13, 2, 'It would, but it goes into the board as a file does. Smooth is kinder.'),
    ('a-shelf-without-brackets', 4, 'noor', 24, null, 'What is the different shelf, for plasterboard?'),
    ('a-shelf-without-brackets', 5, 'maren', 27, 4, 'One that stands on the floor.'),
    ('a-shelf-without-brackets', 6, 'petra', 77, null, 'Shimming with matches: how very like a Saturday.'),
    ('the-smell-of-linseed', 1, 'callum', 4, null, 'Had been told. Had the fire engine.'),
    ('the-smell-of-linseed', 2, 'maren', 6, 1, 'You are the third, then.'),
    ('the-smell-of-linseed', 3, 'yuki', 20, null, 'Is raw oil safe on a bread board?'),
    ('the-smell-of-linseed', 4, 'maren', 23, 3, 'Yes, once it is dry, which takes about as long as you think and then a week.'),
    ('the-smell-of-linseed', 5, 'samuel', 51, null, 'Once a year for ever is the part of the proverb I had not heard.'),
    ('the-smell-of-linseed', 6, 'petra', 90, null, 'My grandfather''s shed, in one sentence.'),
    ('measuring-less', 1, 'noor', 2, null, '683 and 638! It happens to me with train times.'),
    ('measuring-less', 2, 'greta', 9, null, 'The slanted ruler is witchcraft, and I shall use it on cakes.'),
    ('measuring-less', 3, 'callum', 18, null, 'Stairs. Please. How did you know?'),
    ('measuring-less', 4, 'maren', 22, 3, 'I have met your stairs, or their cousins.'),
    ('measuring-less', 5, 'samuel', 70, null, 'Does the stick shrink?'),
    ('measuring-less', 6, 'maren', 74, 5, 'Not lengthwise. Read the piece about the table again, with a biscuit.'),
    ('the-kitchen-table-part-one', 1, 'petra', 3, null, 'A table that the children argue over. I am stealing that for everything.'),
    ('the-kitchen-table-part-one', 2, 'yuki', 8, null, 'You took the whole stack apart and put it back? I would like to see the yard owner''s face.'),
    ('the-kitchen-table-part-one', 3, 'maren', 11, 2, 'He brought a chair out to watch.'),
    ('the-kitchen-table-part-one', 4, 'noor', 30, null, 'What is a secret, in a board?'),
    ('the-kitchen-table-part-one', 5, 'maren', 34, 4, 'A bit of wire fence, in this case. The tree had eaten it in the thirties.'),
    ('the-kitchen-table-part-one', 6, 'greta', 52, null, 'Looking in twice a day is how you season wood, surely.'),
    ('small-workshop-rules', 1, 'samuel', 4, null, 'No offcut shorter than a forearm. I have just carried out four boxes.'),
    ('small-workshop-rules', 2, 'callum', 7, 1, 'I will take them.'),
    ('small-workshop-rules', 3, 'samuel', 9, 2, 'Rule three, Callum.'),
    ('small-workshop-rules', 4, 'yuki', 15, null, 'The kettle rule works for writing too.'),
    ('small-workshop-rules', 5, 'greta', 38, null, 'Low light from the left has shown me things about my floor that I did not want to know.'),
    ('small-workshop-rules', 6, 'noor', 64, null, 'Do the wheels not make everything rock?'),
    ('winter-list', 1, 'petra', 3, null, 'Wood rots exactly at the ground: wet below, air above. It has never been put so plainly to me.'),
    ('winter-list', 2, 'samuel', 8, null, 'What do you set the new post in?'),
    ('winter-list', 3, 'maren', 10, 2, 'Gravel, and no concrete. Concrete is a cup.'),
    ('winter-list', 4, 'callum', 21, null, 'Four of eleven is a landslide.'),
    ('winter-list', 5, 'noor', 44, null, 'I want to know whether they went on closing the squeaky door quietly.'),
    ('winter-list', 6, 'maren', 120, 5, 'Day three: yes. It seems to be manners and not the hinge.'),
    ('the-last-shaving', 1, 'yuki', 2, null, 'I read this with a plane in my hand. It is on its side now.'),
    ('the-last-shaving', 2, 'greta', 5, null, 'Exactly so with watercolours. One more wash.'),
    ('the-last-shaving', 3, 'samuel', 9, null, 'Whether anyone cared. That is the question, isn''t it.'),
    ('the-last-shaving', 4, 'noor', 20, null, '"The next shaving belongs to the next board" is a whole philosophy of work.'),
    ('the-last-shaving', 5, 'tomas', 26, null, 'And of cooking. Leave it alone, it is done.'),
    ('clay-is-only-impatient', 1, 'greta', 4, null, '"Dug it into furniture" describes my first three years.'),
    ('clay-is-only-impatient', 2, 'callum', 7, null, 'How deep is a hand''s depth of compost in barrowloads?'),
    ('clay-is-only-impatient', 3, 'tomas', 10, 2, 'One for every metre of bed. I know. But only once a year.'),
    ('clay-is-only-impatient', 4, 'petra', 33, null, 'Boards to stand on changed everything here.'),
    ('clay-is-only-impatient', 5, 'maren', 41, null, 'I have some boards that are not good enough for a table.'),
    ('clay-is-only-impatient', 6, 'tomas', 43, 5, 'I hoped that you might be reading.'),
    ('a-loaf-a-week', 1, 'noor', 2, null, 'The table with percentages is what every recipe should look like.'),
    ('a-loaf-a-week', 2, 'yuki', 6, null, 'What if the kitchen is cold? It was sixteen degrees this morning.'),
    ('a-loaf-a-week', 3, 'tomas', 9, 2, 'Then it is a Saturday loaf. Wait until it has grown by half, whatever the clock says.'),
    ('a-loaf-a-week', 4, 'samuel', 28, null, 'It sounded like a door! I laughed out loud, on my own, in the kitchen.'),
    ('a-loaf-a-week', 5, 'petra', 50, null, 'Does it have to be rye?'),
    ('a-loaf-a-week', 6, 'tomas', 53, 5, 'It does not have to be. But you will come back to it.'),
    ('the-compost-heap-as-a-clock', 1, 'samuel', 5, null, 'Turning it twice is exercise. I have sent that to my brother-in-law.'),
    ('the-compost-heap-as-a-clock', 2, 'greta', 12, null, 'Do you take the tape off the cardboard?'),
    ('the-compost-heap-as-a-clock', 3, 'tomas', 15, 2, 'Always. Otherwise you meet it again in five years.'),
    ('the-compost-heap-as-a-clock', 4, 'callum', 36, null, 'There is a robin here too. He thinks that I work for him.'),
    ('the-compost-heap-as-a-clock', 5, 'yuki', 58, null, 'Warming your hands on it is the best reason I have heard yet.'),
    ('salt-and-time', 1, 'yuki', 3, null, 'Two per cent by the weight of the cabbage. I had been salting the water.'),
    ('salt-and-time', 2, 'noor', 7, null, 'Day five, stable. Confirmed. The household is divided.'),
    ('salt-and-time', 3, 'tomas', 11, 2, 'By day ten they come round. Keep the lid on until then.'),
    ('salt-and-time', 4, 'petra', 29, null, 'My mother puts in caraway. A tradition or an excuse?'),
    ('salt-and-time', 5, 'tomas', 32, 4, 'If it is your mother, a tradition.'),
    ('salt-and-time', 6, 'greta', 88, null, 'Pink. It went to the compost with an apology, as instructed.'),
    ('tomatoes-on-a-string', 1, 'callum', 4, null, 'A turn for every leaf, always the same way. Why did nobody ever say so?'),
    ('tomatoes-on-a-string', 2, 'samuel', 9, null, 'Do you pinch out the top in the end?'),
    ('tomatoes-on-a-string', 3, 'tomas', 13, 2, 'Middle of August, two leaves above the last truss. It sulks, then it ripens.'),
    ('tomatoes-on-a-string', 4, 'maren', 27, null, 'The wire under the roof is mine, for the record.'),
    ('tomatoes-on-a-string', 5, 'tomas', 30, 4, 'It is the straightest thing on the plot.'),
    ('tomatoes-on-a-string', 6, 'noor', 61, null, 'I must know what the old man grows.'),
    ('seed-saving-for-the-lazy', 1, 'petra', 3, null, 'Breeding a lettuce in a great hurry. That is exactly what I have been doing!'),
    ('seed-saving-for-the-lazy', 2, 'greta', 10, null, '"Not these." I would have to sow one. Just one.'),
    ('seed-saving-for-the-lazy', 3, 'tomas', 14, 2, 'I have taken the envelope out twice.'),
    ('seed-saving-for-the-lazy', 4, 'noor', 22, null, 'Do beans really not cross with the neighbour''s?'),
    ('seed-saving-for-the-lazy', 5, 'tomas', 25, 4, 'Runner beans do. French beans mind their own business.'),
    ('seed-saving-for-the-lazy', 6, 'yuki', 70, null, 'Five-year-old tomato seed came up this week, all of it.'),
    ('the-stock-pot-calendar', 1, 'samuel', 4, null, '"Begins to take it back." So that is what was wrong with my vegetable stock.'),
    ('the-stock-pot-calendar', 2, 'callum', 8, null, 'The bag in the freezer has been renamed housekeeping.'),
    ('the-stock-pot-calendar', 3, 'noor', 16, null, 'How much parmesan rind is too much?'),
    ('the-stock-pot-calendar', 4, 'tomas', 19, 3, 'I have never found out.'),
    ('the-stock-pot-calendar', 5, 'greta', 47, null, 'If it wobbles. I have a new standard in life.'),
    ('the-stock-pot-calendar', 6, 'petra', 92, null, 'Beetroot, yes. I am still explaining.'),
    ('the-august-glut', 1, 'petra', 2, null, 'I am number nine. I have the marrow to prove it.'),
    ('the-august-glut', 2, 'tomas', 4, 1, 'We should talk about Thursday.'),
    ('the-august-glut', 3, 'yuki', 10, null, 'The pickles are very good. Half the sugar, though, for us.'),
    ('the-august-glut', 4, 'callum', 25, null, '"Stop watering. Nobody says this aloud." Bless you.'),
    ('the-august-glut', 5, 'samuel', 33, null, 'Made the dried ones. The stock in November tasted of July.'),
    ('the-august-glut', 6, 'noor', 60, null, 'The packet has twelve seeds and each of them looks so small. Every year!'),
    ('planting-garlic-by-the-shortest-day', 1, 'greta', 5, null, 'An onion that has misunderstood. I grew an entire row of those.'),
    ('planting-garlic-by-the-shortest-day', 2, 'yuki', 12, null, 'Is it too late in January?'),
    ('planting-garlic-by-the-shortest-day', 3, 'tomas', 15, 2, 'Not if it is still cold where you are. Be quick and do not tell it the date.'),
    ('planting-garlic-by-the-shortest-day', 4, 'samuel', 40, null, 'Ridge on clay: made all the difference in the wet spring.'),
    ('planting-garlic-by-the-shortest-day', 5, 'noor', 66, null, 'I pulled the first one.'),
    ('planting-garlic-by-the-shortest-day', 6, 'tomas', 68, 5, 'Everybody does.'),
    ('a-radio-from-1958', 1, 'samuel', 3, null, 'New capacitors inside the old tubes. There is a whole ethic in that.'),
    ('a-radio-from-1958', 2, 'noor', 8, null, 'What should the lamp look like when everything is well?'),
    ('a-radio-from-1958', 3, 'ines', 11, 2, 'A glow for a second, and then so dim that you go closer to check.'),
    ('a-radio-from-1958', 4, 'callum', 26, null, 'My aunt''s set has hummed since 1975. Number two, then?'),
    ('a-radio-from-1958', 5, 'ines', 29, 4, 'Number two. Do not open it without letting the can discharge first.'),
    ('a-radio-from-1958', 6, 'yuki', 75, null, 'Dogger, Fisher, German Bight. I got goose bumps.'),
    ('small-programs', 1, 'noor', 2, null, 'I have added it to mine. Two users now. Sorry.'),
    ('small-programs', 2, 'ines', 4, 1, 'I shall have to announce a stable release.'),
    ('small-programs', 3, 'petra', 12, null, 'Software wears out like a joke. This goes into my next talk, with your name.'),
    ('small-programs', 4, 'callum', 23, null, 'What if two cameras make the same number?'),
    ('small-programs', 5, 'ines', 26, 4, 'mv -n leaves the second where it is. Then I notice, which is the feature.'),
    ('small-programs', 6, 'ada', 41, null, 'The site has eleven lines that nobody dares to touch, too. I will not say where.'),
    ('the-soldering-lesson', 1, 'greta', 3, null, 'You warm both parties before you introduce them. I love that man.'),
    ('the-soldering-lesson', 2, 'samuel', 9, null, 'Do you still recommend leaded, with children there?'),
    ('the-soldering-lesson', 3, 'ines', 12, 2, 'With soap, yes. The fumes are flux in either case, and bad joints need more of them.'),
    ('the-soldering-lesson', 4, 'yuki', 35, null, 'It sits on the wire like a pigeon. I have a whole flock.'),
    ('the-soldering-lesson', 5, 'petra', 58, null, 'Which library? I would come from quite far.'),
    ('the-soldering-lesson', 6, 'ines', 60, 5, 'The one by the harbour, first Saturday of the quarter. Bring something dead.'),
    ('backups-you-can-hold', 1, 'callum', 5, null, '"Yourself." Yes.'),
    ('backups-you-can-hold', 2, 'noor', 9, null, 'Tried the three files chosen by somebody else. Got two. Much obliged, I think.'),
    ('backups-you-can-hold', 3, 'ines', 13, 2, 'Two is the commonest number. What was the third?'),
    ('backups-you-can-hold', 4, 'noor', 15, 3, 'On a phone that I no longer own.'),
    ('backups-you-can-hold', 5, 'petra', 44, null, 'How do you compare the checksums next time round?'),
    ('backups-you-can-hold', 6, 'ines', 47, 5, 'diff, and then I read every line of it aloud. There should be none that surprise me.'),
    ('a-weather-station-out-of-spares', 1, 'samuel', 4, null, 'A year in two megabytes. My fridge sends more than that before lunch.'),
    ('a-weather-station-out-of-spares', 2, 'tomas', 9, null, 'I thank you now, in public. It was right about the fourteenth.'),
    ('a-weather-station-out-of-spares', 3, 'ines', 11, 2, 'It has been noted in the text file.'),
    ('a-weather-station-out-of-spares', 4, 'yuki', 30, null, 'The gaps where it was being improved. I know those so well.'),
    ('a-weather-station-out-of-spares', 5, 'greta', 52, null, 'Which sensor survives the damp?'),
    ('a-weather-station-out-of-spares', 6, 'ines', 55, 5, 'None of them. I buy two and alternate.'),
    ('the-database-in-the-shoebox', 1, 'petra', 3, null, 'You can find the wrong thing in it, by leafing. What a good description of libraries.'),
    ('the-database-in-the-shoebox', 2, 'noor', 7, null, 'Would you ever delete a card?'),
    ('the-database-in-the-shoebox', 3, 'ines', 10, 2, 'When somebody asks to be forgotten, yes, the card and all the ones before it. She did that with scissors.'),
    ('the-database-in-the-shoebox', 4, 'samuel', 33, null, 'A tenor who would not say. There is one in every choir.'),
    ('the-database-in-the-shoebox', 5, 'callum', 48, null, 'How often does she press the button?'),
    ('the-database-in-the-shoebox', 6, 'ines', 51, 5, 'Every evening. She says it is better than television.'),
    ('the-right-to-a-screw', 1, 'maren', 4, null, 'Screws of four lengths, no map. That is a description of my entire trade.'),
    ('the-right-to-a-screw', 2, 'callum', 8, null, 'The felt pen for broken clips is such a kindness.'),
    ('the-right-to-a-screw', 3, 'yuki', 14, null, 'What about tape? There is a lot of tape about now.'),
    ('the-right-to-a-screw', 4, 'ines', 17, 3, 'Tape is a letter from somebody who meant to write more.'),
    ('the-right-to-a-screw', 5, 'samuel', 39, null, 'The photograph at every layer has saved three of my repairs already.'),
    ('the-right-to-a-screw', 6, 'greta', 85, null, 'I turned over everything in the kitchen. Mostly bins.'),
    ('listening-on-forty-metres', 1, 'tomas', 3, null, 'The jam has been delivered, so the antenna may stay.'),
    ('listening-on-forty-metres', 2, 'noor', 6, null, 'Never heard of grey line. I set an alarm for half past five, and there was somebody.'),
    ('listening-on-forty-metres', 3, 'ines', 9, 2, 'Who was it?'),
    ('listening-on-forty-metres', 4, 'noor', 11, 3, 'I could not tell. He was cheerful about something.'),
    ('listening-on-forty-metres', 5, 'yuki', 40, null, 'From Hokkaido: it had indeed stopped raining.')
)
insert into public.comments (id, post_id, author_id, parent_id, body, created_at, updated_at)
select pg_temp.seed_id('comments/' || slug || '/' || n), posts.id, pg_temp.seed_id('users/' || username),
  pg_temp.seed_id('comments/' || slug || '/' || answers), body, spoken.at, spoken.at
from said
join public.posts using (slug)
cross join lateral (select posts.published_at + hours * interval '1 hour' as at) as spoken
on conflict do nothing;

-- Reactions: who and what, drawn from a hash of the names, so that every seeding draws the same.
insert into public.reactions (post_id, user_id, kind, created_at)
select posts.id, profiles.id,
  (array['like', 'like', 'like', 'love', 'love', 'insightful', 'insightful', 'funny'])[1 + draw.n / 100 % 8]::public.reaction_kind,
  posts.published_at + (1 + draw.n % 19) * interval '1 hour'
from public.posts
cross join public.profiles
cross join lateral (select abs(hashtext(posts.slug || profiles.username)) as n) as draw
where posts.id = pg_temp.seed_id('posts/' || posts.slug) and profiles.id = pg_temp.seed_id('users/' || profiles.username)
  and posts.status = 'published' and posts.author_id <> profiles.id and draw.n % 100 < 55
on conflict do nothing;
