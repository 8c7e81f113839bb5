import json, time
from tests.rights.scene import make_scene
from tests.rights.walk import Walker, addresses, address
from tests.rights.cast import EVERYONE
M={"ho-so/":"nomination","dot/":"batch","cong-khai/":"batch","y-kien/":"objection","quyet-dinh/":"decision","bang/":"certificate","thanh-tich/":"member","danh-muc/":"award_type"}
def kind_of(name, route):
    app=name.split(":")[0]
    if "<" not in route and "(?P" not in route: return None
    if app=="units": return "assignment" if "vai-tro" in route else "member" if "tai-khoan" in route else "unit"
    if app=="campaigns": return "campaign"
    if app=="initiatives": return "initiative"
    if app=="reports": return "job" if "viec" in route else "report"
    if app=="councils": return "council" if "to-chuc" in route else "session" if "phien" in route else "item"
    if app=="awards_public": return "proof"
    if app=="awards":
        for k,v in M.items():
            if route.startswith(k): return v
    return {"open_notice":"notice","hand_over":"user","view_as":"assignment"}.get(name,"key")
HOME={"campaign":"launched","initiative":"receipt_check","nomination":"appraising","batch":"gathering","decision":"legal_checked","certificate":"sealed","session":"counted","item":"counted","report":"submitted","objection":"public_notice","assignment":"in_force"}
def test_probe(db):
    t=time.time(); scene=make_scene(); print("scene", time.time()-t)
    walker=Walker(scene.cast)
    out={}
    n=0; t=time.time(); slow={}
    for name, pattern in addresses():
        kind=kind_of(name, str(pattern.pattern))
        states=scene.records[kind] if kind else {"":{}}
        for state,args in states.items():
            home = kind not in HOME or state==HOME[kind]
            detail = name in ("campaigns:detail","initiatives:detail","awards:nomination","awards:batch","awards:notice","awards:decision","awards:certificate","councils:session","councils:item","reports:detail","councils:minutes") or kind=="assignment"
            if not (home or detail): continue
            url=address(name,args,pattern)
            for method in ("get","post") if home else ("get",):
              res={}
              t0=time.time()
              for letter in EVERYONE+"-":
                try: w=walker.ask(letter,url,method)
                except Exception as e: w="ERR "+repr(e)[:150]
                n+=1
                res[w]=res.get(w,"")+letter
              slow[name]=slow.get(name,0)+time.time()-t0
              out.setdefault(name,{})[state+("" if method=="get" else " POST")]=res
    print("requests",n,"secs",time.time()-t)
    print(sorted(slow.items(), key=lambda x:-x[1])[:12])
    __import__("pathlib").Path("/tmp/probe.json").write_text(json.dumps(out,indent=1,ensure_ascii=False))
