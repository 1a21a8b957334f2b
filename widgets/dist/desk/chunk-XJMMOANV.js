var e=t=>o=>o.includes(t)||o.includes("ADMIN"),n=e("EDITOR"),r=e("MODERATOR"),R=e("DIRECTORY_KEEPER"),a=e("ADMIN");export{n as a,r as b,R as c,a as d};
